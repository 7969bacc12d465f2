package io.judgefleet.comparisons.input;

import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.Label;
import io.judgefleet.comparisons.json.Position;
import io.judgefleet.comparisons.json.Quoted;
import java.util.List;

/** What the input holds at a position: a comparison, or something that is none. */
public sealed interface Item {
    Position position();

    /**
     * A comparison with the labels that stand beside it.
     *
     * @param booleanAnswers how many answers were JSON booleans that became text
     */
    record Accepted(Position position, Comparison comparison, List<Label> labels, int booleanAnswers) implements Item {
        public Accepted {
            labels = List.copyOf(labels);
        }

        public long emptyAnswers() {
            return comparison.answers().stream()
                    .filter(answer -> answer.text().isEmpty())
                    .count();
        }
    }

    /**
     * A place that holds no comparison, with the reason in one line.
     *
     * @param objects how many objects it stands for, the last one being there: mostly one
     */
    record Rejected(Position position, String reason, long objects) implements Item {
        public Rejected {
            reason = Quoted.visible(reason);
        }

        public Rejected(Position position, String reason) {
            this(position, reason, 1);
        }
    }
}
