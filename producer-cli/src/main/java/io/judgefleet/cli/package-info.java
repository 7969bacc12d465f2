/** The judgefleet command. */
@NullMarked
package io.judgefleet.cli;

import org.jspecify.annotations.NullMarked;
