/** What the commands of this module print. */
@NullMarked
package io.judgefleet.judgelm.cli.report;

import org.jspecify.annotations.NullMarked;
