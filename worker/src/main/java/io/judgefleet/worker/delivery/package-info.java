/** A record from its delivery to its outcome: admission, retries, and the table of records in flight. */
@NullMarked
package io.judgefleet.worker.delivery;

import org.jspecify.annotations.NullMarked;
