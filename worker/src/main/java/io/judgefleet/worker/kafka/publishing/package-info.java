/** Outcomes on their way to Kafka, in transactions with the offsets of their requests. */
@NullMarked
package io.judgefleet.worker.kafka.publishing;

import org.jspecify.annotations.NullMarked;
