/** Prompt speed in one run with other engines that the JVM can have from Maven Central. */
@NullMarked
package io.judgefleet.benchmarks.rivals;

import org.jspecify.annotations.NullMarked;
