package io.judgefleet.cli.input;

import io.judgefleet.schemas.Comparison;
import io.judgefleet.schemas.Label;
import java.util.List;

/** What one object of an input says. */
record Entry(Comparison comparison, List<Label> labels, int booleanAnswers) {
    Entry(Comparison comparison, List<Label> labels) {
        this(comparison, labels, 0);
    }
}
