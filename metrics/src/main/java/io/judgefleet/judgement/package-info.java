/** The vocabulary of judgement: what a judge is asked, what one pass says, and how passes become one preference. */
@NullMarked
package io.judgefleet.judgement;

import org.jspecify.annotations.NullMarked;
