package io.judgefleet.aggregator.figures;

import static io.judgefleet.aggregator.figures.FigureDefinition.Good.HIGHER;
import static io.judgefleet.aggregator.figures.FigureDefinition.Scope.LEADERBOARD;
import static io.judgefleet.aggregator.figures.FigureDefinition.Scope.STYLE;
import static io.judgefleet.aggregator.figures.FigureDefinition.coefficient;
import static io.judgefleet.aggregator.figures.FigureDefinition.share;
import static io.judgefleet.aggregator.figures.FigureDefinition.words;

import io.judgefleet.aggregator.figures.FigureDefinition.Unit;
import io.judgefleet.aggregator.figures.FigureGroup.Entry;
import io.judgefleet.judgement.Policy;
import io.judgefleet.metrics.Absence;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.bias.LengthControl;
import io.judgefleet.metrics.rating.AnswerStyle;
import io.judgefleet.metrics.rating.ModelRating;
import io.judgefleet.metrics.rating.StyleControl;
import io.judgefleet.schemas.figures.FigureScope;
import java.util.Map;
import java.util.stream.IntStream;

/** The figures that only leaderboards have: ratings, and the same standing with length or style held fixed. */
final class StandingFigures {
    /**
     * A model as the fit of all ratings has it.
     *
     * @param votes comparisons of this model that count
     */
    record Rated(ModelRating rating, long votes) {}

    /** A model's comparisons by the lengths of their answers. */
    record ByLength(LengthControl control, Figure longerPreferred) {}

    static final FigureGroup<Rated> OF_RATINGS = FigureGroup.of(new Entry<>(
            FigureDefinition.of(
                            "rating",
                            "B14.bradley-terry",
                            Unit.RATING,
                            words("rating", "rating", "Bradley-Terry rating, centred on 1000 within its group"))
                    .good(HIGHER)
                    .of(LEADERBOARD)
                    .headline(LEADERBOARD),
            StandingFigures::rating));

    static final FigureGroup<ByLength> OF_LENGTHS = FigureGroup.of(
            new Entry<>(
                    share(
                                    "lengthControlledWinRate",
                                    "B7.length-controlled-win-rate",
                                    words(
                                            "win rate at equal length",
                                            "at equal length",
                                            "the win rate if both answers were equally long"))
                            .good(HIGHER)
                            .of(LEADERBOARD)
                            .headline(LEADERBOARD),
                    (scope, lengths) -> lengths.control().winRate().hiddenWhenTooFew()),
            new Entry<>(
                    coefficient(
                                    "lengthSlope",
                                    "B7.length-slope",
                                    words(
                                            "influence of length",
                                            "length slope",
                                            "log-odds of a win for a longer answer; above 0 longer answers win"))
                            .of(LEADERBOARD),
                    (scope, lengths) -> lengths.control().slope().hiddenWhenTooFew()),
            new Entry<>(
                    share(
                                    "longerPreferred",
                                    "B7.longer-preferred-steps",
                                    words(
                                            "longer answer preferred",
                                            "longer wins",
                                            "comparisons won by the longer answer among those with a winner"))
                            .of(LEADERBOARD),
                    // Lengths are those of steps, so that other answers count as equally long than in the definition by
                    // characters.
                    (scope, lengths) -> lengths.longerPreferred()
                            .by("B7.longer-preferred-steps")
                            .hiddenWhenTooFew()));

    static final FigureGroup<ModelRating> OF_STYLES = FigureGroup.of(new Entry<>(
            FigureDefinition.of(
                            "styleControlled",
                            "B15.style-controlled",
                            Unit.RATING,
                            words(
                                    "rating at equal style",
                                    "at equal style",
                                    "the rating if both answers had the same style"))
                    .good(HIGHER)
                    .of(LEADERBOARD)
                    .headline(LEADERBOARD),
            StandingFigures::styleControlled));

    /** How much the judge prefers more of a style. */
    static final FigureGroup<StyleControl> OF_JUDGES_STYLES =
            new FigureGroup<>(IntStream.range(0, AnswerStyle.FEATURES.size())
                    .mapToObj(StandingFigures::pull)
                    .toList());

    static Map<String, Figure> ofPulls(FigureScope scope, StyleControl style) {
        return style.pulls().isEmpty() ? Map.of() : OF_JUDGES_STYLES.figures(scope, style);
    }

    private static Entry<StyleControl> pull(int feature) {
        var name = AnswerStyle.FEATURES.get(feature);
        var words = words(
                "preference for " + name,
                name,
                "log-odds for an answer with more of it; above 0 the judge prefers more " + name);
        return new Entry<>(
                coefficient(name, "B15.style-" + name, words).of(STYLE),
                (scope, style) -> style.pulls().get(feature));
    }

    /** A model without points on both sides of a comparable one has no finite rating. */
    private static Figure rating(FigureScope scope, Rated model) {
        var definition = "B14.bradley-terry";
        var comparisons = model.rating().comparisons();
        if (comparisons > 0) {
            return Figure.of(
                            definition,
                            scope.policy(),
                            Map.of("n", comparisons),
                            model.rating().rating())
                    .withInterval(model.rating().interval())
                    .hiddenWhenTooFew();
        }
        return Figure.absent(
                definition,
                scope.policy(),
                Map.of("n", model.votes()),
                model.votes() > 0 ? Absence.UNBOUNDED : Absence.NO_DATA);
    }

    private static Figure styleControlled(FigureScope scope, ModelRating rating) {
        var definition = "B15.style-controlled";
        var counts = Map.of("n", rating.comparisons());
        return rating.comparisons() == 0
                ? Figure.absent(definition, Policy.STRICT, counts, Absence.NO_DATA)
                : Figure.of(definition, Policy.STRICT, counts, rating.rating())
                        .withInterval(rating.interval())
                        .hiddenWhenTooFew();
    }

    private StandingFigures() {}
}
