/** Weight files: safetensors and PyTorch shards, read by their directories without trusting them. */
@NullMarked
package io.judgefleet.judgelm.checkpoint.files;

import org.jspecify.annotations.NullMarked;
