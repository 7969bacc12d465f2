/** Dead letters: what is there and why, sent again once, or laid to rest; their topic's history is never changed. */
@NullMarked
package io.judgefleet.cli.deadletters;

import org.jspecify.annotations.NullMarked;
