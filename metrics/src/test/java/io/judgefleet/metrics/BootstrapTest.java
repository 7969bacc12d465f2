package io.judgefleet.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.judgefleet.judgement.Policy;
import io.judgefleet.judgement.Reading;
import io.judgefleet.metrics.rating.WinTally;
import org.junit.jupiter.api.Test;

final class BootstrapTest {
    private record Vote(String question, Reading reading) {}

    @Test
    void shouldKeepLawsOfTalliesWhenVotesAreClustered() {
        TallyLaws.hold(
                Bootstrap.of(WinTally.empty(), 20),
                random -> new Vote("q" + random.nextInt(5), TallyLaws.anyOf(random, Reading.values())),
                (bootstrap, vote) -> bootstrap.plus(vote.question(), of(vote)),
                (bootstrap, vote) -> bootstrap.minus(vote.question(), of(vote)));
    }

    @Test
    void shouldGiveSameReplicatesWhenQuestionIsCountedAtOnce() {
        var bitByBit =
                Bootstrap.of(WinTally.empty()).plus("q", WinTally.of(1, 0, 0)).plus("q", WinTally.of(0, 2, 1));

        assertThat(Bootstrap.of(WinTally.empty()).plus("q", WinTally.of(1, 2, 1)))
                .isEqualTo(bitByBit);
    }

    /** 400 questions of one vote each, 60 % won: the error is sqrt(.6 * .4 / 400) = .0245. */
    @Test
    void shouldHaveBinomialErrorWhenEveryQuestionHasOneVote() {
        var spread = spread(1);

        assertThat(spread.deviation()).isCloseTo(.0245, within(.004));
        assertThat(spread.dropped()).isZero();
    }

    /** Four equal votes on each of 100 questions say no more than one would: twice the error. */
    @Test
    void shouldHaveWiderErrorWhenVotesOfQuestionsAreAlike() {
        assertThat(spread(4).deviation()).isCloseTo(.049, within(.008));
    }

    @Test
    void shouldHaveNoIntervalWhenFigureIsMostlyUndefined() {
        var tally = WinTally.empty();
        var bootstrap = Bootstrap.of(tally);

        assertThat(bootstrap.spread(one -> one.winRate(Policy.STRICT))).isEmpty();
        assertThat(bootstrap.interval(tally, one -> one.winRate(Policy.STRICT), 0))
                .isEqualTo(tally.winRate(Policy.STRICT));
    }

    @Test
    void shouldBeTooFewWhenThereIsOneQuestionHoweverOftenItWasJudged() {
        var tally = WinTally.of(300, 0, 100);

        var figure =
                Bootstrap.of(WinTally.empty()).plus("a", tally).interval(tally, one -> one.winRate(Policy.STRICT), 1);

        // A Poisson variable of mean 1 is 0 with probability .37.
        assertThat(figure.counts().get("droppedReplicates")).isBetween(50L, 100L);
        assertThat(figure.counts()).containsEntry("questions", 1L).containsEntry("n", 400L);
        assertThat(figure.absence()).contains(Absence.TOO_FEW);
    }

    /** A thousand comparisons of five questions are five looks, also where all of them say the same. */
    @Test
    void shouldStayUncertainWhenFewQuestionsSayTheSame() {
        var tally = WinTally.empty();
        var bootstrap = Bootstrap.of(tally);
        for (var question = 0; question < 5; question++) {
            tally = tally.merge(WinTally.of(200, 0, 0));
            bootstrap = bootstrap.plus("q" + question, WinTally.of(200, 0, 0));
        }

        var interval = bootstrap
                .interval(tally, one -> one.winRate(Policy.STRICT), 5)
                .interval()
                .orElseThrow();

        assertThat(interval.method()).isEqualTo(IntervalMethod.POISSON_BOOTSTRAP);
        assertThat(interval.low()).isLessThan(.6);
        assertThat(interval.high()).isEqualTo(1);
    }

    private static Bootstrap.Spread spread(int votesPerQuestion) {
        var bootstrap = Bootstrap.of(WinTally.empty());
        var questions = 400 / votesPerQuestion;
        for (var question = 0; question < questions; question++) {
            var won = question < 0.6 * questions;
            bootstrap = bootstrap.plus(
                    "q" + question, WinTally.of(won ? votesPerQuestion : 0, 0, won ? 0 : votesPerQuestion));
        }
        return bootstrap.spread(tally -> tally.winRate(Policy.STRICT)).orElseThrow();
    }

    private static WinTally of(Vote vote) {
        return WinTally.empty().plus(vote.reading());
    }
}
