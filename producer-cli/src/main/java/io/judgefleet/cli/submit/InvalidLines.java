package io.judgefleet.cli.submit;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.Json;
import io.judgefleet.cli.console.Progress;
import io.judgefleet.cli.console.Rejections;
import io.judgefleet.comparisons.input.Item;
import io.judgefleet.comparisons.input.OutputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What becomes of lines that are no comparison: each is said with its place and reason, and counted by the kind of reason. */
final class InvalidLines implements AutoCloseable {
    private final Policy policy;
    private final Console console;
    private final Progress progress;
    private final @Nullable PrintWriter report;
    private final Rejections rejections = new Rejections();

    /** What a bad line does to the rest. */
    enum Word {
        /** It ends the submission. */
        FAIL,
        /** The rest is submitted. */
        SKIP,
        /** The same, and the line goes to a file. */
        REPORT
    }

    /** What the option says. */
    record Policy(Word word, Optional<Path> file) {
        static final Policy SKIP = new Policy(Word.SKIP, Optional.empty());
    }

    private InvalidLines(Policy policy, Console console, Progress progress, @Nullable PrintWriter report) {
        this.policy = policy;
        this.console = console;
        this.progress = progress;
        this.report = report;
    }

    static InvalidLines open(Policy policy, Console console, Progress progress) throws IOException {
        var report = policy.file().isPresent() ? report(policy.file().get()) : null;
        return new InvalidLines(policy, console, progress, report);
    }

    private static PrintWriter report(Path file) throws IOException {
        try {
            return new PrintWriter(OutputFile.lines(file, List.of("source", "line", "reason")));
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    void reject(Item.Rejected rejected) {
        if (report == null) {
            progress.clear();
            rejections.say(rejected, "; --on-invalid report FILE writes all of them", console);
        } else {
            rejections.add(rejected);
            report.println(Json.line(Json.object()
                    .put("source", rejected.position().source())
                    .put("line", rejected.position().line())
                    .put("reason", rejected.reason())));
            report.flush();
        }
        if (policy.word() == Word.FAIL) {
            throw new CommandFailure(ExitCode.REJECTED, "ended at the first bad line, as --on-invalid fail says");
        }
    }

    Map<String, Long> counts() {
        return rejections.counts();
    }

    long total() {
        return rejections.total();
    }

    @Override
    public void close() {
        if (report != null) {
            report.close();
        }
    }
}
