/** What is judged and what people say of it: comparisons and labels, with the ids that follow from them. No I/O. */
@NullMarked
package io.judgefleet.comparisons;

import org.jspecify.annotations.NullMarked;
