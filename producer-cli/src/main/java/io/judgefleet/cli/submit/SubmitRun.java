package io.judgefleet.cli.submit;

import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.Forecast;
import io.judgefleet.cli.console.Progress;
import io.judgefleet.cli.fleet.Aggregator;
import io.judgefleet.cli.fleet.Connection;
import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.cli.fleet.TopicReader;
import io.judgefleet.cli.submit.requests.RecordFactory;
import io.judgefleet.cli.submit.requests.RequestMaker;
import io.judgefleet.cli.submit.sending.BrokerSilence;
import io.judgefleet.cli.submit.sending.Deliveries;
import io.judgefleet.cli.submit.sending.Outbox;
import io.judgefleet.cli.submit.sending.OutgoingRecord;
import io.judgefleet.cli.submit.sending.Publisher;
import io.judgefleet.cli.submit.state.Journal;
import io.judgefleet.cli.submit.state.JudgedLookup;
import io.judgefleet.cli.submit.state.SubmissionLog;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.wire.Codec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Opens what a submission needs, runs it, waits where asked to, and says what came of it. */
final class SubmitRun {
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final Settings settings;
    private final Surroundings surroundings;
    private final Console console;
    private final Progress progress;
    private final InvalidLines invalid;
    private final SubmitTally tally = new SubmitTally();
    private final Set<String> awaited = ConcurrentHashMap.newKeySet();

    /** What the options say. */
    record Settings(InputOptions input, RequestMaker maker, SendingOptions sending) {}

    SubmitRun(Settings settings, Surroundings surroundings, Console console, Progress progress, InvalidLines invalid) {
        this.settings = settings;
        this.surroundings = surroundings;
        this.console = console;
        this.progress = progress;
        this.invalid = invalid;
    }

    int submit(Connection connection) throws IOException {
        settings.input().requireFiles();
        var preflight = patience(connection)
                .ask(() -> Preflight.check(surroundings.clients(), connection, settings.maker()), this::goOn);
        if (preflight.workers().isUnserved() && !settings.sending().isQuiet()) {
            console.note(preflight.workers().message() + "; requests wait until one is started");
        }
        try (var memory = memory()) {
            var from = begin(
                    connection,
                    memory,
                    new SubmissionLog.Destination(preflight.cluster(), topic(), connection.prefix()));
            var deliveries = send(connection, memory);
            var watch = settings.sending().isWaiting() && !deliveries.isGivenUp()
                    ? Optional.of(watch(connection, from))
                    : Optional.<OutcomeWatch>empty();
            return report(deliveries, watch);
        }
    }

    /** Needs no server: schemas get their ids from a registry in this process. */
    int dryRun(FleetPrefix prefix) throws IOException {
        settings.input().requireFiles();
        var stateFile = settings.sending().stateFile();
        if (stateFile.isPresent()) {
            Journal.check(stateFile.get(), topic());
        }
        try (var packing = new RecordFactory(settings.maker(), DryRun.SETTINGS);
                var codec = Codec.judgeRequests(DryRun.SETTINGS)) {
            var outbox = new DryRun(console, codec, topic(), prefix);
            run(packing, SubmissionLog.NONE, JudgedLookup.NONE, outbox);
            outbox.printHistogram();
            return report(outbox.deliveries(), Optional.empty());
        }
    }

    private BrokerPatience patience(Connection connection) {
        return new BrokerPatience(
                settings.sending().brokerTimeout(), connection.bootstrapServers(), surroundings.clock(), console);
    }

    private SubmissionLog memory() throws IOException {
        var file = settings.sending().stateFile();
        return file.isPresent() ? Journal.open(file.get()) : SubmissionLog.NONE;
    }

    private Map<TopicPartition, Long> begin(
            Connection connection, SubmissionLog memory, SubmissionLog.Destination destination) {
        if (memory == SubmissionLog.NONE && !settings.sending().isWaiting()) {
            return Map.of();
        }
        try (var reader = new TopicReader(surroundings.clients().everything(connection))) {
            return memory.begin(reader, destination, this::goOn);
        }
    }

    private Deliveries send(Connection connection, SubmissionLog memory) throws IOException {
        Consumer<OutgoingRecord> acknowledged = outgoing -> {
            memory.acknowledged(outgoing);
            await(outgoing);
        };
        try (var packing = new RecordFactory(settings.maker(), connection.settings());
                var producer = surroundings
                        .clients()
                        .producer(connection.withPatience(settings.sending().brokerTimeout()));
                var aggregator = new Aggregator(connection)) {
            var sending = settings.sending();
            var judged = sending.isResubmitting() ? JudgedLookup.NONE : JudgedLookup.of(aggregator, console);
            var outbox = new Publisher(producer, sending.rateLimit(), sending.maxInFlight(), acknowledged);
            try (var ignored = BrokerSilence.watch(outbox, SILENCE, progress, console)) {
                run(packing, memory, judged, outbox);
            }
            return outbox.deliveries();
        }
    }

    private void run(RecordFactory packing, SubmissionLog memory, JudgedLookup judged, Outbox outbox)
            throws IOException {
        var input = settings.input();
        var clock = surroundings.clock();
        var bytes = ReadBytes.of(input.files());
        var sources = bytes.counted(input.sources(surroundings.in()));
        var feed = ItemFeed.start(sources, input.settings(clock.instant()));
        var parts = new Submission.Parts(
                feed, input.selection(), packing, invalid, memory, judged, outbox, this::await, clock);
        var shown = new SubmitProgress(
                progress,
                new Forecast(clock),
                bytes,
                input.selection(),
                settings.sending().isDryRun());
        new Submission(parts, tally, shown, surroundings.interruption()).run();
    }

    private OutcomeWatch watch(Connection connection, Map<TopicPartition, Long> from) {
        var deadline = settings.sending()
                .timeout()
                .map(surroundings.clock().instant()::plus)
                .orElse(Instant.MAX);
        try (var verdicts = Codec.verdicts(connection.settings());
                var reader = new TopicReader(surroundings.clients().committed(connection))) {
            var watch = new OutcomeWatch(verdicts, connection.prefix(), awaited);
            var forecast = new Forecast(surroundings.clock());
            watch.watch(reader, from, () -> {
                progress.show(() -> waitingLine(watch, forecast));
                return goOn() && surroundings.clock().instant().isBefore(deadline);
            });
            return watch;
        } finally {
            progress.clear();
        }
    }

    private String waitingLine(OutcomeWatch watch, Forecast forecast) {
        int over = watch.judged() + watch.deadLetters();
        var line = "judged %d/%d"
                        .formatted(watch.judged() + tally.requestsJudged(), awaited.size() + tally.requestsJudged())
                + forecast.of(over, (double) over / Math.max(1, awaited.size()));
        return watch.deadLetters() == 0 ? line : line + ", %d dead letters".formatted(watch.deadLetters());
    }

    private int report(Deliveries deliveries, Optional<OutcomeWatch> watch) {
        var report = new SubmitReport(tally, invalid.counts(), deliveries, watch, ending());
        if (!settings.sending().isQuiet()) {
            report.print(console);
        }
        if (settings.sending().isJson()) {
            console.result(report.toJson());
        }
        return report.exitCode();
    }

    private SubmitReport.Ending ending() {
        if (settings.sending().isDryRun()) {
            return SubmitReport.Ending.DRY;
        }
        return goOn() ? SubmitReport.Ending.COMPLETE : SubmitReport.Ending.INTERRUPTED;
    }

    private void await(OutgoingRecord outgoing) {
        if (outgoing.kind() == OutgoingRecord.Kind.REQUEST) {
            awaited.add(outgoing.id());
        }
    }

    private String topic() {
        return settings.maker().addressing().topic();
    }

    private boolean goOn() {
        return !surroundings.interruption().isRequested();
    }
}
