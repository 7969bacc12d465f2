/** Measurements of the judge engine: memory, prompt speed against other engines, and what the engine adds to libtorch. */
@NullMarked
package io.judgefleet.benchmarks.engine;

import org.jspecify.annotations.NullMarked;
