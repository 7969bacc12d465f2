/** The fleet on one machine. */
@NullMarked
package io.judgefleet.local;

import org.jspecify.annotations.NullMarked;
