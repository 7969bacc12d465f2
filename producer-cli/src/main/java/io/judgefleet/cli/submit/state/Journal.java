package io.judgefleet.cli.submit.state;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.fleet.TopicReader;
import io.judgefleet.cli.submit.sending.OutgoingRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The state file of {@code submit --resume}: a first line that says where the topics ended before anything was sent, then a
 * line for everything that the brokers have acknowledged. It only grows.
 *
 * <p>What was acknowledged and not yet written when the process died is found in the topic itself, behind the offsets of the first
 * line or of the last search ({@link Resumption}).
 */
public final class Journal implements SubmissionLog {
    private static final String REQUEST = "r ";
    private static final String LABEL = "l ";

    private final FileChannel file;
    private final Set<String> known = new HashSet<>();
    private final Queue<String> unwritten = new ConcurrentLinkedQueue<>();
    private @Nullable JournalStart start;

    private Journal(FileChannel file) {
        this.file = file;
    }

    /** Opens or makes the file, alone; a last line that was not finished is cut off. */
    public static Journal open(Path path) throws IOException {
        var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            throw new CommandFailure(ExitCode.FAILED, "another judgefleet is at work with " + path);
        }
        var journal = new Journal(file);
        try {
            journal.read(path);
            return journal;
        } catch (CommandFailure | IOException e) {
            file.close();
            throw e;
        }
    }

    /** Refuses a file that {@link #open(Path)} would refuse, and one of another topic; leaves it as it is. */
    public static void check(Path path, String topic) throws IOException {
        if (Files.exists(path)) {
            try (var file = FileChannel.open(path, StandardOpenOption.READ)) {
                var journal = new Journal(file);
                journal.load(path);
                journal.start().ifPresent(start -> start.requireTopic(topic));
            }
        }
    }

    /** Where the topics ended before anything was sent; empty in a new file. */
    Optional<JournalStart> start() {
        return Optional.ofNullable(start);
    }

    /** Writes where the topics end, before anything is sent or after they have been searched. */
    void start(JournalStart now) {
        flush();
        append(now.toJson() + "\n");
        start = now;
    }

    @Override
    public Map<TopicPartition, Long> begin(TopicReader reader, Destination destination, BooleanSupplier goOn) {
        return new Resumption(this, reader, destination).prepare(goOn);
    }

    @Override
    public boolean has(OutgoingRecord outgoing) {
        return known.contains(line(outgoing.kind(), outgoing.id()));
    }

    /** Notes a request that stands on the topic. */
    void found(String requestId) {
        var line = line(OutgoingRecord.Kind.REQUEST, requestId);
        if (known.add(line)) {
            unwritten.add(line);
        }
    }

    @Override
    public void acknowledged(OutgoingRecord outgoing) {
        unwritten.add(line(outgoing.kind(), outgoing.id()));
    }

    @Override
    public void flush() {
        var lines = new StringBuilder();
        for (var line = unwritten.poll(); line != null; line = unwritten.poll()) {
            lines.append(line).append('\n');
            known.add(line);
        }
        if (!lines.isEmpty()) {
            append(lines.toString());
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** Nothing is written before all of the file is known to be ours. */
    private void read(Path path) throws IOException {
        int end = load(path);
        file.truncate(end).position(end);
    }

    /** Learns what the file says; answers where its last whole line ends. */
    private int load(Path path) throws IOException {
        var bytes = Files.readAllBytes(path);
        int end = lineEnd(bytes);
        for (var line : (Iterable<String>) text(bytes, 0, end).lines()::iterator) {
            read(line, path);
        }
        var unfinished = text(bytes, end, bytes.length);
        boolean isCutOff = JournalStart.couldBegin(unfinished)
                || start != null && (couldBegin(REQUEST, unfinished) || couldBegin(LABEL, unfinished));
        if (!unfinished.isEmpty() && !isCutOff) {
            throw foreign(path);
        }
        return end;
    }

    private void read(String line, Path path) {
        if (start != null && (isEntry(REQUEST, line) || isEntry(LABEL, line))) {
            known.add(line);
            return;
        }
        var next = JournalStart.parse(line).orElseThrow(() -> foreign(path));
        if (start != null && start.isElsewhere(next)) {
            throw foreign(path);
        }
        start = next;
    }

    private static boolean isEntry(String kind, String line) {
        return line.startsWith(kind) && !line.substring(kind.length()).isBlank();
    }

    /** Whether a line that was cut off may have been of a kind. */
    private static boolean couldBegin(String kind, String unfinished) {
        return unfinished.startsWith(kind) || kind.startsWith(unfinished);
    }

    /** Where the last whole line ends, in bytes: ids of others need not be ASCII. */
    private static int lineEnd(byte[] bytes) {
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return end;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static CommandFailure foreign(Path path) {
        return new CommandFailure(
                ExitCode.USAGE,
                "expected a state file of judgefleet submit in %s, found something else".formatted(path));
    }

    private void append(String lines) {
        try {
            var bytes = ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the state file", e);
        }
    }

    private static String line(OutgoingRecord.Kind kind, String id) {
        return switch (kind) {
            case REQUEST -> REQUEST + id;
            case LABEL -> LABEL + id;
        };
    }
}
