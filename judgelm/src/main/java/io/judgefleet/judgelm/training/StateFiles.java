package io.judgefleet.judgelm.training;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The saved states of a run. A state has its name only once all of it is on the disk, and the state before it is deleted only
 * after that: whatever happens, the last good one can be read.
 */
final class StateFiles {
    private static final Pattern NAME = Pattern.compile("step-(\\d{8})\\.safetensors");
    private static final int BUFFER = 1 << 16;

    private final Path folder;
    private final Opener opener;

    /** Opens a file to write it from its beginning. */
    @FunctionalInterface
    interface Opener {
        OutputStream open(Path file) throws IOException;
    }

    StateFiles(Path folder) {
        this(folder, Files::newOutputStream);
    }

    StateFiles(Path folder, Opener opener) {
        this.folder = folder;
        this.opener = opener;
    }

    void save(TrainingState state) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve("step-%08d.safetensors".formatted(state.step()));
        var unfinished = folder.resolve(file.getFileName() + ".unfinished");
        try {
            write(state, unfinished);
        } catch (IOException e) {
            Files.deleteIfExists(unfinished);
            throw new IOException(
                    "the state after step %d; the last saved one is intact: %s".formatted(state.step(), e.getMessage()),
                    e);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(folder);
        for (var older : files()) {
            if (!older.equals(file)) {
                Files.delete(older);
            }
        }
    }

    OptionalInt latestStep() throws IOException {
        return files().stream().mapToInt(StateFiles::step).findFirst();
    }

    Optional<TrainingState> latest() throws IOException {
        return files().stream().findFirst().map(file -> TrainingState.read(file, step(file)));
    }

    private void write(TrainingState state, Path file) throws IOException {
        try (var out = new BufferedOutputStream(opener.open(file), BUFFER)) {
            state.write(out);
        }
        force(file);
    }

    /** Without this a crash of the machine may leave a name without its bytes. */
    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The finished ones, the latest first. */
    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> matcher(file).matches())
                    .sorted(Comparator.comparingInt(StateFiles::step).reversed())
                    .toList();
        }
    }

    private static Matcher matcher(Path file) {
        return NAME.matcher(String.valueOf(file.getFileName()));
    }

    private static int step(Path file) {
        var matcher = matcher(file);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
