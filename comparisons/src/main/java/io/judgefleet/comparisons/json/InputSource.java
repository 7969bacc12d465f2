package io.judgefleet.comparisons.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Something to read from, with the name that messages give it. */
public record InputSource(String name, Opening opening) {
    /** How the bytes are had; whoever asks closes the stream. */
    @FunctionalInterface
    public interface Opening {
        InputStream open() throws IOException;
    }

    public static InputSource of(Path file) {
        return new InputSource(String.valueOf(file.getFileName()), () -> open(file));
    }

    private static InputStream open(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "expected a file, found a folder");
        }
        return Files.newInputStream(file);
    }

    /** The file, or standard input where it is called a hyphen. */
    public static InputSource named(Path file, InputStream standardInput) {
        return file.toString().equals("-") ? of(standardInput) : of(file);
    }

    /** Standard input, whose name is a hyphen. */
    public static InputSource of(InputStream standardInput) {
        return new InputSource("-", () -> standardInput);
    }

    InputStream open() throws IOException {
        return opening.open();
    }
}
