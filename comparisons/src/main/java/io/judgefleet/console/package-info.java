/** What every command line of the project does alike: environment variables for options, and messages about wrong usage. */
@NullMarked
package io.judgefleet.console;

import org.jspecify.annotations.NullMarked;
