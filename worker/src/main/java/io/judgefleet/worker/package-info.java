/** The worker: judge requests in, verdicts out. */
@NullMarked
package io.judgefleet.worker;

import org.jspecify.annotations.NullMarked;
