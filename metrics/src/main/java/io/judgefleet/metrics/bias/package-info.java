/** What moves a judge besides the answers' worth: position, length, references, formats, itself. */
@NullMarked
package io.judgefleet.metrics.bias;

import org.jspecify.annotations.NullMarked;
