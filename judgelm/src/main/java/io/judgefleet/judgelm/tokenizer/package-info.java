/** Text to token ids and back, exactly as the checkpoint's own tokenizer does it. */
@NullMarked
package io.judgefleet.judgelm.tokenizer;

import org.jspecify.annotations.NullMarked;
