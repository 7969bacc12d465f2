/** State and answers as bytes. */
@NullMarked
package io.judgefleet.aggregator.kafka.format;

import org.jspecify.annotations.NullMarked;
