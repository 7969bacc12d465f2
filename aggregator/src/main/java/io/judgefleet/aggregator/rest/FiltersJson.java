package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.figures.Choices;
import java.util.List;

/** What queries can be narrowed to. */
record FiltersJson(List<JudgeJson> judges, List<String> datasets, List<String> categories) {
    static FiltersJson of(Choices choices) {
        return new FiltersJson(
                choices.judges().stream().map(JudgeJson::of).toList(), choices.datasets(), choices.categories());
    }
}
