/** Hugging Face model folders of the LLaMA family: their configuration, and where each tensor lies in which file. */
@NullMarked
package io.judgefleet.judgelm.checkpoint;

import org.jspecify.annotations.NullMarked;
