/** The worker: judge requests in, verdicts out; here without Kafka. */
@NullMarked
package io.judgefleet.worker;

import org.jspecify.annotations.NullMarked;
