package io.judgefleet.cli.labels;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.fleet.ConnectionOptions;
import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.schemas.topics.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code judgefleet label withdraw}: labels that count no longer. */
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        description =
                "Withdraws the labels of comparisons: agreement no longer counts what stands on the topic so far.",
        footer = {"", "A label that is submitted afterwards counts again."})
final class WithdrawCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "COMPARISON", description = "Ids of comparisons, such as arena/17.")
    private List<String> comparisons = new ArrayList<>();

    @Option(names = "--annotator", paramLabel = "NAME", description = "Only the labels of this annotator.")
    private @Nullable String annotator;

    @Mixin
    private final ConnectionOptions connection = new ConnectionOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    WithdrawCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        var console =
                new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
        if (comparisons.stream().anyMatch(String::isBlank)) {
            throw new CommandFailure(ExitCode.USAGE, "expected ids of comparisons, found a blank one");
        }
        var reached = connection.connection(surroundings.environment());
        var topic = reached.prefix().topic(Topics.LABELS).name();
        try (var producer = surroundings.clients().producer(reached)) {
            var sent = comparisons.stream()
                    .map(comparison -> producer.send(withdrawal(topic, comparison)))
                    .toList();
            producer.flush();
            await(sent);
        } catch (KafkaException e) {
            throw new CommandFailure(ExitCode.UNDELIVERED, "the labels were not withdrawn: " + e.getMessage(), e);
        }
        console.note("labels of %d comparisons withdrawn".formatted(comparisons.size()));
        return ExitCode.DONE;
    }

    private ProducerRecord<byte[], byte[]> withdrawal(String topic, String comparison) {
        var record = new ProducerRecord<byte[], byte[]>(topic, comparison.getBytes(StandardCharsets.UTF_8), null);
        if (annotator != null) {
            record.headers().add(Headers.header(Headers.ANNOTATOR, annotator));
        }
        return record;
    }

    private static void await(List<? extends Future<?>> sent) {
        try {
            for (var record : sent) {
                record.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refused ? refused : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted while labels were withdrawn", e);
        }
    }
}
