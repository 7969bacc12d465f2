package io.judgefleet.cli.verdicts;

import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.TimeWords;
import io.judgefleet.cli.console.Where;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.cli.fleet.TopicReader;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code judgefleet verdicts}: what stands on the topic of verdicts, as far as it is committed. */
@Command(
        name = "verdicts",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints committed verdicts, one line of JSON each, partition by partition in order.",
            "Ends where the topic ended when it began, unless it follows."
        })
public final class VerdictsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--from-beginning", description = "From the first record on; the default unless --follow is given.")
    private boolean fromBeginning;

    @Option(names = "--from-ts", paramLabel = "TIME", description = "From this time on, by the brokers' timestamps.")
    private @Nullable String fromTime;

    @Option(names = "--to-ts", paramLabel = "TIME", description = "Up to this time.")
    private @Nullable String toTime;

    @Option(
            names = {"-f", "--follow"},
            description = "Keep printing new verdicts; without a --from option, only those.")
    private boolean follow;

    @Option(names = "--limit", paramLabel = "N", description = "Print no more than N verdicts.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--unique", description = "Print each verdict id once.")
    private boolean unique;

    @Option(names = "--model", paramLabel = "MODEL", description = "Only verdicts on an answer of this model.")
    private @Nullable String model;

    @Option(
            names = "--judge",
            paramLabel = "JUDGE",
            description = "A judge's name or the beginning of its fingerprint.")
    private @Nullable String judge;

    @Option(
            names = "--where",
            paramLabel = "NAME=VALUE",
            description =
                    "comparison, request, question, dataset, category, tenant, profile, mode, preference, state or"
                            + " experiment; all must hold.")
    private List<String> where = new ArrayList<>();

    @Option(names = "--csv", description = "Print comma-separated values.")
    private boolean csv;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public VerdictsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var filter = new VerdictFilter(model, judge, Where.of(VerdictFilter.NAMES, where));
        var to = Optional.ofNullable(toTime).map(TimeWords::instant).orElse(Instant.MAX);
        var console =
                new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
        var reached = connection.connection(surroundings.environment());
        try (var codec = Codec.verdicts(reached.settings());
                var reader = new TopicReader(surroundings.clients().committed(reached))) {
            var form = csv ? VerdictPrinter.Form.CSV : VerdictPrinter.Form.JSON;
            var printer =
                    new VerdictPrinter(codec, filter, new VerdictPrinter.Bounds(to, limit, unique), form, console);
            var topic = reached.prefix().topic(Topics.VERDICTS).name();
            read(reader, topic, start(reader, topic), printer);
            return exitCode(printer);
        }
    }

    private void read(TopicReader reader, String topic, Map<TopicPartition, Long> start, VerdictPrinter printer) {
        printer.begin();
        if (follow) {
            reader.follow(start, () -> goOn(printer), printer::print);
        } else {
            reader.read(start, reader.ends(topic), () -> goOn(printer), printer::print);
        }
    }

    private Map<TopicPartition, Long> start(TopicReader reader, String topic) {
        if (fromTime != null) {
            return reader.since(topic, TimeWords.instant(fromTime));
        }
        return follow && !fromBeginning ? reader.ends(topic) : reader.beginnings(topic);
    }

    private boolean goOn(VerdictPrinter printer) {
        return !printer.isDone() && !surroundings.interruption().isRequested();
    }

    private int exitCode(VerdictPrinter printer) {
        if (surroundings.interruption().isRequested()) {
            return ExitCode.INTERRUPTED;
        }
        return printer.unreadable() == 0 ? ExitCode.DONE : ExitCode.REJECTED;
    }
}
