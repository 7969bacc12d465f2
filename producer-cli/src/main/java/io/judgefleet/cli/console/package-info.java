/** What every command says and how it ends: exit codes, tables, progress, interruption. */
@NullMarked
package io.judgefleet.cli.console;

import org.jspecify.annotations.NullMarked;
