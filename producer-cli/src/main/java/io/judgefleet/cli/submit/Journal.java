package io.judgefleet.cli.submit;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.fleet.TopicReader;
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

/**
 * The state file of {@code submit --resume}: a first line that says where the topics ended before anything was sent, then a
 * line for everything that the brokers have acknowledged. It only grows.
 *
 * <p>What was acknowledged and not yet written when the process died is found in the topic itself, behind the offsets of the first
 * line or of the last search ({@link Resumption}).
 */
final class Journal implements Memory {
    private static final String REQUEST = "r ";
    private static final String LABEL = "l ";

    private final FileChannel file;
    private final Set<String> known = new HashSet<>();
    private final Queue<String> unwritten = new ConcurrentLinkedQueue<>();
    private Optional<JournalStart> start = Optional.empty();

    private Journal(FileChannel file) {
        this.file = file;
    }

    /** Opens or makes the file, alone; a last line that was not finished is cut off. */
    static Journal open(Path path) throws IOException {
        var file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        if (file.tryLock() == null) {
            file.close();
            throw new CommandFailure(ExitCode.FAILED, "another judgefleet is at work with " + path);
        }
        var journal = new Journal(file);
        journal.read(path);
        return journal;
    }

    /** Where the topics ended before anything was sent; empty in a new file. */
    Optional<JournalStart> start() {
        return start;
    }

    /** Writes where the topics end, before anything is sent or after they have been searched. */
    void start(JournalStart now) {
        flush();
        append(now.toJson() + "\n");
        start = Optional.of(now);
    }

    @Override
    public Map<TopicPartition, Long> begin(TopicReader reader, Destination destination, BooleanSupplier goOn) {
        return new Resumption(this, reader, destination).prepare(goOn);
    }

    @Override
    public boolean has(Outgoing outgoing) {
        return known.contains(line(outgoing.kind(), outgoing.id()));
    }

    /** Notes a request that stands on the topic. */
    void found(String requestId) {
        var line = line(Outgoing.Kind.REQUEST, requestId);
        if (known.add(line)) {
            unwritten.add(line);
        }
    }

    @Override
    public void acknowledged(Outgoing outgoing) {
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

    private void read(Path path) throws IOException {
        var text = new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
        int end = text.lastIndexOf('\n') + 1;
        // All is ASCII, so that characters are bytes; what is not, is no state of ours.
        for (var line : (Iterable<String>) text.substring(0, end).lines()::iterator) {
            read(line, path);
        }
        if (end > 0 && start.isEmpty()) {
            throw foreign(path);
        }
        file.truncate(end).position(end);
    }

    private void read(String line, Path path) {
        if (line.startsWith(REQUEST) || line.startsWith(LABEL)) {
            known.add(line);
        } else {
            start = Optional.of(JournalStart.parse(line).orElseThrow(() -> foreign(path)));
        }
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

    private static String line(Outgoing.Kind kind, String id) {
        return switch (kind) {
            case REQUEST -> REQUEST + id;
            case LABEL -> LABEL + id;
        };
    }
}
