/** A fleet on this machine: its folder, its ports, its parts, and what is printed about them. */
@NullMarked
package io.judgefleet.local.fleet;

import org.jspecify.annotations.NullMarked;
