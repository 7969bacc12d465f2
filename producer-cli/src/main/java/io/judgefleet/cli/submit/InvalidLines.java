package io.judgefleet.cli.submit;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.Json;
import io.judgefleet.cli.console.Progress;
import io.judgefleet.comparisons.input.Item;
import io.judgefleet.comparisons.input.OutputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What becomes of lines that are no comparison: each is said with its place and reason, and counted by the kind of reason. */
final class InvalidLines implements AutoCloseable {
    /** So many lines of one kind are said. */
    private static final long MAX_SAID = 20;

    private final Policy policy;
    private final Console console;
    private final Progress progress;
    private final @Nullable PrintWriter report;
    private final Map<String, Long> counts = new TreeMap<>();

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
        var kind = kind(rejected.reason());
        long before = counts.getOrDefault(kind, 0L);
        counts.put(kind, before + rejected.objects());
        if (report == null) {
            progress.clear();
            say(rejected, before);
        } else {
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

    /** A file of another kind has the same fault in every line: only the first ones are said. */
    private void say(Item.Rejected rejected, long before) {
        if (before < MAX_SAID) {
            console.note(rejected.position() + ": " + rejected.reason());
        } else if (before == MAX_SAID) {
            console.note("further lines of this kind are only counted; --on-invalid report FILE writes all of them");
        }
    }

    Map<String, Long> counts() {
        return counts;
    }

    long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @Override
    public void close() {
        if (report != null) {
            report.close();
        }
    }

    /** A reason without what was found in the one line: reasons of the same kind are counted together. */
    static String kind(String reason) {
        var kind = reason.split(", found|: | \"", 2)[0].strip().replaceAll("\\[[0-9]+]", "[]");
        return kind.isEmpty() ? reason : kind;
    }
}
