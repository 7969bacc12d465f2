package io.judgefleet.aggregator.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.judgefleet.aggregator.figures.FigureDefinition.Face;
import io.judgefleet.aggregator.figures.FigureDefinition.Good;
import io.judgefleet.aggregator.figures.FigureDefinition.Scope;
import io.judgefleet.aggregator.figures.FigureDefinition.Unit;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FigureCatalogueTest {
    @Test
    void shouldNameEachFigureOnce() {
        assertThat(FigureCatalogue.all())
                .extracting(FigureDefinition::name)
                .doesNotHaveDuplicates()
                .contains("rating", "winRate", "consistency", "setup1", "canaryPsi", "unanimity");
    }

    @Test
    void shouldGiveEachGaugeANameOfItsOwn() {
        assertThat(FigureCatalogue.ofJudges())
                .extracting(FigureDefinition::gauge)
                .doesNotHaveDuplicates()
                .allMatch(name -> name.matches("judgefleet\\.judge\\.[a-z0-9.]+"));
    }

    /** Names that dashboards rely on. */
    @ParameterizedTest
    @CsvSource({
        "consistency, judgefleet.judge.consistency", "biasFirst, judgefleet.judge.bias.first",
        "biasSecond, judgefleet.judge.bias.second", "deltaBias, judgefleet.judge.bias.delta",
        "agreement, judgefleet.judge.agreement", "cohenKappa, judgefleet.judge.kappa",
        "parseRate, judgefleet.judge.parse.rate", "errorRate, judgefleet.judge.error.rate"
    })
    void shouldKeepNameOfGauge(String figure, String gauge) {
        assertThat(FigureCatalogue.ofJudges())
                .filteredOn(definition -> definition.name().equals(figure))
                .extracting(FigureDefinition::gauge)
                .containsExactly(gauge);
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void shouldHaveFiguresOfEveryScope(Scope scope) {
        assertThat(FigureCatalogue.of(scope)).isNotEmpty();
    }

    /** A figure is on a face, or the face has a reason. */
    @Test
    void shouldShowFigureOnEveryFaceOrSayWhyNot() {
        assertThat(FigureCatalogue.all()).allSatisfy(figure -> {
            assertThat(figure.faces()).contains(Face.REST);
            for (var face : Face.values()) {
                assertThat(figure.faces().contains(face))
                        .as("%s on %s", figure.name(), face)
                        .isNotEqualTo(figure.omissions().containsKey(face));
            }
        });
    }

    @Test
    void shouldOmitWhatOneModelHasFromPrometheus() {
        assertThat(definition("rating").omissions())
                .isEqualTo(Map.of(Face.PROMETHEUS, "the number of series would grow with the models"));
        assertThat(definition("agreement").omissions()).isEmpty();
    }

    @Test
    void shouldOmitFromTablesWhatHasNoColumn() {
        assertThat(definition("lengthSlope").omissions().keySet())
                .containsExactlyInAnyOrder(Face.PROMETHEUS, Face.COMMAND_LINE, Face.PAGE);
        assertThat(definition("canaryPsi").omissions().keySet())
                .containsExactlyInAnyOrder(Face.CSV, Face.COMMAND_LINE, Face.PAGE);
    }

    @Test
    void shouldRefuseHeadlineThatIsNotComputed() {
        var words = FigureDefinition.words("t", "h", "m");

        assertThatThrownBy(() -> new FigureDefinition(
                        "x", "B0.x", words, Unit.SHARE, Good.NONE, Set.of(Scope.JUDGE), Set.of(Scope.MODEL)))
                .hasMessage("expected a headline among the scopes of x, found [MODEL] of [JUDGE]");
    }

    private static FigureDefinition definition(String name) {
        return FigureCatalogue.all().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
