/** Comparisons from files to requests on a topic: each once, with a word about every line that is none. */
@NullMarked
package io.judgefleet.cli.submit;

import org.jspecify.annotations.NullMarked;
