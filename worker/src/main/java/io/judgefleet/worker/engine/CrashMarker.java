package io.judgefleet.worker.engine;

import io.judgefleet.schemas.topics.DeadLetter.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small file that says which records are in the engine, so that a process that dies leaves behind which ones may have
 * killed it.
 *
 * <p>Also remembers how often each suspect was in the engine at a death. One worker at a time holds the file.
 * Thread-safe.
 */
public final class CrashMarker implements AutoCloseable {
    private static final String SUSPECT = "suspect";
    private static final String RUNNING = "running";

    private final FileChannel file;
    // Concurrent, so that the poll thread need not wait for the disk to learn that nothing is suspected.
    private final Map<Source, Integer> deaths = new ConcurrentHashMap<>();
    private final Set<Source> running = new LinkedHashSet<>();

    private CrashMarker(FileChannel file) {
        this.file = file;
    }

    /** Opens the file, and counts a death for every record that was in the engine when its last holder ended. */
    public static CrashMarker open(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            var file = FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
            lock(file, path);
            var marker = new CrashMarker(file);
            marker.read();
            marker.write();
            return marker;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open crash marker " + path, e);
        }
    }

    /** How often the process died while the record was in the engine. */
    public int deaths(Source record) {
        return deaths.getOrDefault(record, 0);
    }

    /** Takes a record for a suspect until it comes back from the engine, though none of our own processes died of it. */
    public void suspect(Source record) {
        deaths.putIfAbsent(record, 1);
    }

    /** Notes the records of a batch; returns when the disk has them. */
    public synchronized void enter(Collection<Source> records) {
        running.addAll(records);
        write();
    }

    /** The batch came back: none of its records killed the process. */
    public synchronized void leave() {
        running.forEach(deaths::remove);
        running.clear();
        // Not forced: a marker that survives by accident makes a suspect, no more.
        overwrite();
    }

    /** Forgets a suspect whose fate is decided. */
    public void forget(Source record) {
        if (deaths.containsKey(record)) {
            remove(record);
        }
    }

    /** A planned end: what is in the engine has not killed the process, but has not come back either. */
    public synchronized void retire() {
        running.clear();
        overwrite();
    }

    @Override
    public synchronized void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void remove(Source record) {
        deaths.remove(record);
        overwrite();
    }

    private static void lock(FileChannel file, Path path) throws IOException {
        try {
            if (file.tryLock() == null) {
                throw new IllegalStateException("crash marker %s is held by another process".formatted(path));
            }
        } catch (OverlappingFileLockException e) {
            throw new IllegalStateException("crash marker %s is held by another worker".formatted(path), e);
        }
    }

    private void read() throws IOException {
        var bytes = ByteBuffer.allocate((int) file.size());
        while (bytes.hasRemaining() && file.read(bytes) >= 0) {}
        for (var line :
                new String(bytes.array(), StandardCharsets.UTF_8).lines().toList()) {
            parse(line.split(" ", 5));
        }
    }

    /** A line that a dying process left half written is passed over. */
    private void parse(String[] words) {
        try {
            var source = new Source(words[4], Integer.parseInt(words[2]), Long.parseLong(words[3]));
            deaths.put(source, Integer.parseInt(words[1]) + (words[0].equals(RUNNING) ? 1 : 0));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return;
        }
    }

    private void write() {
        overwrite();
        try {
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write crash marker", e);
        }
    }

    private void overwrite() {
        var bytes = ByteBuffer.wrap(String.join("", lines()).getBytes(StandardCharsets.UTF_8));
        try {
            file.truncate(0).position(0);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write crash marker", e);
        }
    }

    private List<String> lines() {
        var lines = new ArrayList<String>();
        running.forEach(record -> lines.add(line(RUNNING, record)));
        deaths.keySet().stream()
                .filter(record -> !running.contains(record))
                .forEach(record -> lines.add(line(SUSPECT, record)));
        return lines;
    }

    private String line(String word, Source record) {
        return "%s %d %d %d %s\n".formatted(word, deaths(record), record.partition(), record.offset(), record.topic());
    }
}
