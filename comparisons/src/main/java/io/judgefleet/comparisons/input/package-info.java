/** Comparisons and labels as people have them in files, read one by one with the place of everything that is wrong. */
@NullMarked
package io.judgefleet.comparisons.input;

import org.jspecify.annotations.NullMarked;
