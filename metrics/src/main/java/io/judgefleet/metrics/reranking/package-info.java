/** Judges of relevance: how well they rank documents and whether their probabilities mean what they say. */
@NullMarked
package io.judgefleet.metrics.reranking;

import org.jspecify.annotations.NullMarked;
