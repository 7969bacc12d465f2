/** The commands that show and make models, for people who compare a checkpoint with another implementation. */
@NullMarked
package io.judgefleet.judgelm.cli;

import org.jspecify.annotations.NullMarked;
