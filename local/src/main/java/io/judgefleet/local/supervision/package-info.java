/** Parts of a local fleet that are restarted when they end by themselves. */
@NullMarked
package io.judgefleet.local.supervision;

import org.jspecify.annotations.NullMarked;
