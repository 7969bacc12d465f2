package io.judgefleet.comparisons.input;

import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.Label;
import java.util.List;

/** What one object of an input says. */
record Entry(Comparison comparison, List<Label> labels, int booleanAnswers) {
    Entry(Comparison comparison, List<Label> labels) {
        this(comparison, labels, 0);
    }
}
