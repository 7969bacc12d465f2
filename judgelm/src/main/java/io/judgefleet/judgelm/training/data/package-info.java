/** Training data: the examples of teachers, their augmentation, and the samples that a step reads. */
@NullMarked
package io.judgefleet.judgelm.training.data;

import org.jspecify.annotations.NullMarked;
