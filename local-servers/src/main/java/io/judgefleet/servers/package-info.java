/** Real servers of the fleet's neighbours, for one machine. */
@NullMarked
package io.judgefleet.servers;

import org.jspecify.annotations.NullMarked;
