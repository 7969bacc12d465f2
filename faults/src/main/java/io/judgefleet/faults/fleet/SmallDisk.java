package io.judgefleet.faults.fleet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A file system in memory that can be filled to the last byte; only root can mount one. */
final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTE = 1 << 20;

    private final Path mountPoint;
    private final Path ballast;

    private SmallDisk(Path mountPoint) {
        this.mountPoint = mountPoint;
        this.ballast = mountPoint.resolve("ballast");
    }

    /** Mounts one, or says why not on the standard error and returns nothing. */
    static Optional<SmallDisk> mount(Path mountPoint, int megabytes) {
        try {
            Files.createDirectories(mountPoint);
            int status = run(
                    List.of("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", mountPoint.toString()));
            if (status == 0) {
                var disk = new SmallDisk(mountPoint);
                // Nothing else would end it if this process is told to end in the middle of a run.
                Runtime.getRuntime().addShutdownHook(new Thread(disk::close, "unmount"));
                return Optional.of(disk);
            }
            System.err.println("no full disks in this run: mounting a tmpfs needs root, mount ended with " + status);
        } catch (IOException e) {
            System.err.println("no full disks in this run: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** The folder for data, beside the ballast. */
    Path folder() {
        return mountPoint.resolve("data");
    }

    /** Leaves no byte free. */
    void fill() {
        try (var output = Files.newOutputStream(ballast)) {
            for (int size = MEGABYTE; size >= 1; size /= 16) {
                writeUntilFull(output, new byte[size]);
            }
        } catch (IOException e) {
            // Full, at the latest when it was closed: that was the aim.
        }
    }

    /** Gives the room back. */
    void relieve() {
        try {
            Files.deleteIfExists(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + ballast, e);
        }
    }

    @Override
    public void close() {
        try {
            run(List.of("umount", "-l", mountPoint.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unmount " + mountPoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void writeUntilFull(OutputStream output, byte[] zeros) {
        try {
            while (true) {
                output.write(zeros);
            }
        } catch (IOException e) {
            // No room for this size: a smaller one may still fit.
        }
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
