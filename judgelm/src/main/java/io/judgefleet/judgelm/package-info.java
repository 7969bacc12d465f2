/** The judge as a library: a comparison in, judgements out. */
@NullMarked
package io.judgefleet.judgelm;

import org.jspecify.annotations.NullMarked;
