package io.judgefleet.local.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a local fleet keeps everything: its broker's records, its schemas, its state and its logs. */
public record DataFolder(Path root) {
    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    Path broker() {
        return root.resolve("kafka");
    }

    Path registry() {
        return root.resolve("registry");
    }

    Path worker() {
        return root.resolve("worker");
    }

    Path aggregator() {
        return root.resolve("aggregator");
    }

    public Path log(String process) {
        return root.resolve("logs").resolve(process + ".log");
    }

    /** Settings with which the commands find this fleet. */
    public Path clientProperties() {
        return root.resolve("client.properties");
    }

    /** Who listens where, for programs. */
    Path endpoints() {
        return root.resolve("endpoints.json");
    }

    /**
     * Takes the folder for this process, and makes it if need be.
     *
     * @throws FolderInUseException when another process has it
     */
    FolderLock lock() throws IOException {
        for (var folder : new Path[] {broker(), registry(), worker(), aggregator(), root.resolve("logs")}) {
            Files.createDirectories(folder);
        }
        return FolderLock.take(root.resolve("lock"));
    }
}
