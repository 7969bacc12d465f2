/** Verdicts from their topic, for programs and spreadsheets. */
@NullMarked
package io.judgefleet.cli.verdicts;

import org.jspecify.annotations.NullMarked;
