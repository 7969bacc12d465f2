/** Comparisons as requests: their ids, keys, modes and presentation orders. */
@NullMarked
package io.judgefleet.cli.submit.requests;

import org.jspecify.annotations.NullMarked;
