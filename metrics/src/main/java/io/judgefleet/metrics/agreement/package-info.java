/** How often judges, annotators and gold labels agree, and by how much more than chance. */
@NullMarked
package io.judgefleet.metrics.agreement;

import org.jspecify.annotations.NullMarked;
