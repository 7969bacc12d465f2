package io.judgefleet.aggregator;

import io.judgefleet.aggregator.config.Settings;
import io.judgefleet.aggregator.kafka.StartRefusedException;
import io.judgefleet.aggregator.kafka.StateReset;
import io.judgefleet.aggregator.kafka.StateReset.Remains;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.KafkaException;

/**
 * Makes a stopped aggregator count from the beginning; {@code --dry-run} only says what it would forget.
 *
 * <p>Exit status 0 done, 1 still running or failed, 2 wrong words or settings.
 */
public final class Reset {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int REFUSED = 2;
    private static final String DRY_RUN = "--dry-run";

    public static void main(String[] arguments) {
        System.exit(run(Map.of(), System.out, System.err, arguments));
    }

    /** As the command, with properties above those of the environment. */
    public static int run(Map<String, Object> properties, PrintStream out, PrintStream err, String... arguments) {
        var said = List.of(arguments);
        if (!said.isEmpty() && !said.equals(List.of(DRY_RUN))) {
            err.println(
                    "aggregator reset: expected nothing or %s, found %s".formatted(DRY_RUN, String.join(" ", said)));
            return REFUSED;
        }
        try (var context = Aggregator.context(properties)) {
            context.getEnvironment().start();
            return reset(Settings.read(context.getEnvironment()), out, err, said.isEmpty());
        } catch (StartRefusedException e) {
            err.println("aggregator reset: " + e.getMessage());
            return REFUSED;
        }
    }

    private static int reset(Settings settings, PrintStream out, PrintStream err, boolean really) {
        try (var reset = new StateReset(settings.stream())) {
            var remains = reset.find();
            describe(remains, really ? "forgets" : "would forget", out);
            if (remains.isInUse()) {
                err.println("aggregator reset: an aggregator with the application id %s still runs; stop it first"
                        .formatted(settings.stream().applicationId()));
                return FAILED;
            }
            if (really) {
                reset.forget(remains);
            }
            return DONE;
        } catch (KafkaException e) {
            err.println("aggregator reset: " + e.getMessage());
            return FAILED;
        }
    }

    private static void describe(Remains remains, String verb, PrintStream out) {
        if (remains.isNothing()) {
            out.println("nothing to forget");
        }
        remains.folder().ifPresent(folder -> out.println("%s the state in %s".formatted(verb, folder)));
        remains.changelogs().forEach(topic -> out.println("%s the topic %s".formatted(verb, topic)));
        remains.group().ifPresent(group -> out.println("%s the offsets of %s".formatted(verb, group.groupId())));
    }

    private Reset() {}
}
