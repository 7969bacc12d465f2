/** Limits that figures should keep to, and what is said when one does not. */
@NullMarked
package io.judgefleet.aggregator.alerts;

import org.jspecify.annotations.NullMarked;
