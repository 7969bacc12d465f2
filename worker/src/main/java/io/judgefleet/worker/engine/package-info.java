/** The thread on which the judge works: batches in, outcomes out, with deadlines and crash suspects. */
@NullMarked
package io.judgefleet.worker.engine;

import org.jspecify.annotations.NullMarked;
