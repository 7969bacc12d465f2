/** The language model: a TorchScript program, the weights mapped into it, and the sequences that it has read. */
@NullMarked
package io.judgefleet.judgelm.inference;

import org.jspecify.annotations.NullMarked;
