/** Strict JSON from files of any size, object by object, with the position of each. */
@NullMarked
package io.judgefleet.comparisons.json;

import org.jspecify.annotations.NullMarked;
