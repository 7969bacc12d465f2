/** Where Kafka ends: records in, deliveries out; outcomes in, transactions out; and the loop that turns it all. */
@NullMarked
package io.judgefleet.worker.kafka;

import org.jspecify.annotations.NullMarked;
