/** JudgeLM's prompts, byte for byte, and what user text inside them may not do. */
@NullMarked
package io.judgefleet.judgelm.prompt;

import org.jspecify.annotations.NullMarked;
