package io.judgefleet.local.demo;

import io.judgefleet.cli.Cli;
import io.judgefleet.local.fleet.Fleet;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The demo's way through a running fleet: submit, wait, show. */
final class DemoRun {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int REJECTED = 3;
    private static final int INTERRUPTED = 130;

    private final Fleet fleet;
    private final Path input;
    private final DemoStory story;
    private final PrintWriter err;

    DemoRun(Fleet fleet, Path input, DemoStory story, PrintWriter err) {
        this.fleet = fleet;
        this.input = input;
        this.story = story;
        this.err = err;
    }

    /** Runs until it is through, or until the end comes before; returns the exit code of the submission. */
    int finish(CompletableFuture<?> end) throws InterruptedException {
        try (var executor = Executors.newSingleThreadExecutor()) {
            var run = executor.submit(this::run);
            // The commands take an interrupt for Ctrl-C: they write down what is under way.
            end.thenRun(executor::shutdownNow);
            return exitCode(run);
        }
    }

    private int run() throws Exception {
        story.chapter("submitting and judging");
        // An aggregator that still restores its counts cannot say what is already judged.
        awaitCounts();
        int exitCode = submit();
        if (exitCode != DONE && exitCode != REJECTED) {
            return exitCode;
        }
        int figures = figures();
        story.conclude(fleet.endpoints());
        return figures == DONE ? exitCode : figures;
    }

    private int figures() throws InterruptedException {
        if (!awaitCounts()) {
            err.println("judgefleet: the aggregator has not counted all verdicts in time, see "
                    + fleet.settings().data().log("local"));
            return FAILED;
        }
        story.chapter("leaderboard");
        int leaderboard = command("leaderboard");
        story.chapter("consistency and agreement");
        int strict = command("metrics");
        story.chapter("the same, when the scores of both orders are averaged");
        int averaged = command("metrics", "--resolution", "score-mean");
        return Math.max(leaderboard, Math.max(strict, averaged));
    }

    /** Says whether the aggregator has counted everything in time. */
    private boolean awaitCounts() throws InterruptedException {
        return new CaughtUp(
                        fleet.endpoints().aggregator(), fleet.settings().token().orElse(null))
                .await();
    }

    private int submit() throws InterruptedException {
        long begun = System.nanoTime();
        try (var first = FirstVerdict.watch(fleet.endpoints().clientSettings())) {
            var state = fleet.settings().data().root().resolve("submitted");
            int exitCode = command("submit", input.toString(), "--wait", "--resume", state.toString());
            long ended = System.nanoTime();
            var seen = first.seenAt();
            if (seen.isPresent()) {
                story.firstVerdict(seconds(begun, seen.getAsLong()));
            }
            story.judged(seconds(begun, ended));
            return exitCode;
        }
    }

    private int command(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.add("--command-config");
        all.add(fleet.settings().data().clientProperties().toString());
        var token = fleet.settings().token().map(shown -> Map.of(Cli.TOKEN, shown));
        return Cli.run(token.orElse(Map.of()), story.out(), err, all.toArray(String[]::new));
    }

    private static double seconds(long from, long to) {
        return Duration.ofNanos(to - from).toMillis() / 1000.0;
    }

    private static int exitCode(Future<Integer> run) throws InterruptedException {
        try {
            return run.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                return INTERRUPTED;
            }
            throw new IllegalStateException("the demo's run failed", e.getCause());
        }
    }
}
