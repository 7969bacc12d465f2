/** Fine-tuning of judges by JudgeLM's recipe: teacher judgements, augmentation, the training step, and what a run leaves behind. */
@NullMarked
package io.judgefleet.judgelm.training;

import org.jspecify.annotations.NullMarked;
