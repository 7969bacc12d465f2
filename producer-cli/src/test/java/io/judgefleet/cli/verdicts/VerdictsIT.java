package io.judgefleet.cli.verdicts;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.cli.LocalFleet;
import io.judgefleet.cli.SharedFleet;
import io.judgefleet.cli.VerdictFixtures;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.fleet.KafkaClients;
import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Question;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PassOutcome;
import io.judgefleet.judgement.ScorePair;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.Routing;
import io.judgefleet.schemas.wire.Codec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(180)
@ExtendWith(SharedFleet.class)
class VerdictsIT {
    private static final String DATASET = "dataset=verdicts-it";

    static LocalFleet fleet;

    @BeforeAll
    static void judge(LocalFleet shared) {
        fleet = shared;
        fleet.judged(VerdictFixtures.verdict(request("1", "llama"), 9, 3));
        fleet.judged(VerdictFixtures.verdict(request("1", "llama"), 9, 3));
        fleet.judged(VerdictFixtures.verdict(
                request("2", "opt,7"),
                new PassOutcome.Scored(new ScorePair(4, 4)),
                new PassOutcome.Unparsable("expected two scores")));
        aborted(request("3", "bloom"));
    }

    @Test
    void shouldPrintCommittedVerdictsOnlyWhenSomeWereAborted() {
        var ran = fleet.run("verdicts", "--where", DATASET);

        assertThat(ran.exitCode()).isEqualTo(ExitCode.DONE);
        assertThat(ran.outLines()).hasSize(3).noneMatch(line -> line.contains("bloom"));
        assertThat(ran.out())
                .contains("\"preference\":\"first\"", "\"scores\":[9.0,3.0]", "\"reason\":\"expected two scores\"")
                .contains("\"weightsOrigin\":\"random\"");
    }

    @Test
    void shouldPrintEachOnceWhenUniqueIsWanted() {
        assertThat(fleet.run("verdicts", "--where", DATASET, "--unique").outLines())
                .hasSize(2);
    }

    @Test
    void shouldPrintWhatMatchesWhenConditionsAreGiven() {
        assertThat(fleet.run("verdicts", "--where", DATASET, "--model", "opt,7").outLines())
                .hasSize(1);
        assertThat(fleet.run("verdicts", "--where", DATASET, "--judge", "tiny").outLines())
                .hasSize(3);
        assertThat(fleet.run("verdicts", "--where", DATASET, "--judge", "else").out())
                .isEmpty();
        assertThat(fleet.run("verdicts", "--where", DATASET, "--where", "state=unparsable")
                        .outLines())
                .hasSize(1);
        assertThat(fleet.run("verdicts", "--where", DATASET, "--limit", "1").outLines())
                .hasSize(1);
        assertThat(fleet.run("verdicts", "--where", DATASET, "--to-ts", "2020-01-01")
                        .out())
                .isEmpty();
        assertThat(fleet.run("verdicts", "--where", DATASET, "--from-ts", "2020-01-01")
                        .outLines())
                .hasSize(3);
    }

    @Test
    void shouldPrintColumnsWhenCsvIsWanted() {
        var ran = fleet.run("verdicts", "--where", DATASET, "--model", "opt,7", "--csv");

        assertThat(ran.outLines()).hasSize(2);
        assertThat(ran.outLines().get(1))
                .contains("verdicts-it/2,verdicts-it,,pair,\"opt,7\",other,,scored,4.0,4.0,unparsable,,,tiny,");
    }

    private static JudgeRequest request(String id, String model) {
        var comparison = new Comparison(
                ComparisonId.of("verdicts-it", id),
                Question.of("Why?"),
                List.of(new Answer(model, "x"), new Answer("other", "y")),
                Optional.empty(),
                Optional.of("verdicts-it"),
                Optional.empty());
        return JudgeRequest.of(
                comparison,
                "judgelm",
                JudgingMode.PAIR,
                new Routing(Optional.empty(), Lane.LIVE, Instant.EPOCH, Optional.empty()));
    }

    private static void aborted(JudgeRequest request) {
        try (var codec = Codec.verdicts(fleet.connection().settings());
                var producer = new KafkaClients().producer(fleet.connection(), "aborting")) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(
                    new ProducerRecord<>("verdicts", codec.encode("verdicts", VerdictFixtures.verdict(request, 9, 3))));
            producer.flush();
            producer.abortTransaction();
        }
    }
}
