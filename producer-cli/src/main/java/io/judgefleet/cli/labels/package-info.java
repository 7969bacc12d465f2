/** {@code judgefleet label}: labels that are on their topic already. */
@NullMarked
package io.judgefleet.cli.labels;

import org.jspecify.annotations.NullMarked;
