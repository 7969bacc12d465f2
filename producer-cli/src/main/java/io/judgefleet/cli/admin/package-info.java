/** What operators do with the command line: topics, schemas, a look at everything, the effective configuration. */
@NullMarked
package io.judgefleet.cli.admin;

import org.jspecify.annotations.NullMarked;
