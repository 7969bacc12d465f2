/** What worker and aggregator share as processes: settings, access over HTTP, version, and the line before a failed end. */
@NullMarked
package io.judgefleet.deployable;

import org.jspecify.annotations.NullMarked;
