/** A whole fleet as child processes, and the means to hurt it: signals, proxies, a disk that fills up. */
@NullMarked
package io.judgefleet.faults.fleet;

import org.jspecify.annotations.NullMarked;
