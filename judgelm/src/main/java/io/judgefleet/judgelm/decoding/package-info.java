/** Prompts through a language model: completions, and the probabilities of scores under a grammar. */
@NullMarked
package io.judgefleet.judgelm.decoding;

import org.jspecify.annotations.NullMarked;
