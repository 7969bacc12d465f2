package io.judgefleet.aggregator.alerts;

import io.judgefleet.aggregator.counts.Window;
import io.judgefleet.judgement.Require;
import io.judgefleet.metrics.Figure;
import io.judgefleet.schemas.figures.MetricAlert.Direction;
import io.judgefleet.schemas.figures.MetricAlert.Limit;
import io.judgefleet.schemas.figures.MetricAlert.State;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a figure of every judge should keep to in a window.
 *
 * @param figure its name among those of a judge, such as {@code consistency}
 */
public record AlertRule(String name, String figure, Window window, Limit limit) {
    /** How rules are written. */
    public static final String FORM =
            "FIGURE WINDOW floor|ceiling THRESHOLD min N, such as parseRate 1h floor 0.9 min 100";

    private static final Pattern RULE =
            Pattern.compile("(\\w+)\\s+(\\w+)\\s+(floor|ceiling)\\s+(-?[0-9.]+)\\s+min\\s+([0-9]{1,9})");

    public AlertRule {
        Require.notBlank(name, "rule name");
        Require.notBlank(figure, "figure");
    }

    /** @throws IllegalArgumentException when the text is no rule */
    public static AlertRule parse(String name, String text) {
        var found = RULE.matcher(text.strip());
        if (!found.matches()) {
            throw new IllegalArgumentException("expected a rule of the form %s, found \"%s\"".formatted(FORM, text));
        }
        var window = Window.parse(found.group(2))
                .orElseThrow(() -> new IllegalArgumentException(
                        "expected a window of 5m, 1h, 24h or all, found \"%s\"".formatted(found.group(2))));
        var direction = Direction.valueOf(found.group(3).toUpperCase(Locale.ROOT));
        var limit = new Limit(direction, Double.parseDouble(found.group(4)), Long.parseLong(found.group(5)));
        return new AlertRule(name, found.group(1), window, limit);
    }

    /** Raised where the whole interval lies beyond the threshold; of a figure without an interval, its value. */
    State judge(Figure found) {
        // What is compared with a reference says no more than the smaller of both.
        var observations = Math.min(found.n(), found.counts().getOrDefault("reference", found.n()));
        if (found.value().isEmpty() || observations < limit.minimum()) {
            return State.NO_DATA;
        }
        var value = found.value().getAsDouble();
        var low = found.interval().map(interval -> interval.low()).orElse(value);
        var high = found.interval().map(interval -> interval.high()).orElse(value);
        var beyond = switch (limit.direction()) {
            case FLOOR -> high < limit.threshold();
            case CEILING -> low > limit.threshold();
        };
        return beyond ? State.RAISED : State.OK;
    }
}
