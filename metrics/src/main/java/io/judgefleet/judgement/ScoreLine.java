package io.judgefleet.judgement;

import java.util.List;

/** The first line of a judgement, read by a {@link JudgementGrammar}. */
public sealed interface ScoreLine {
    /** As many scores as were asked for; under JudgeLM's own reading they may be of any size, or no number at all. */
    record Scores(List<Double> values) implements ScoreLine {
        public Scores {
            values = List.copyOf(values);
        }

        /** Who of the first two scored higher at JudgeLM's threshold 0; a score that is no number ties. */
        public Preference preference() {
            double first = values.get(0);
            double second = values.get(1);
            return first > second ? Preference.FIRST : second > first ? Preference.SECOND : Preference.TIE;
        }
    }

    /** A line that is not what was asked for. */
    record Unreadable(String reason) implements ScoreLine {}
}
