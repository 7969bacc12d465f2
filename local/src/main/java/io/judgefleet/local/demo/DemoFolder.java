package io.judgefleet.local.demo;

import io.judgefleet.local.fleet.Home;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Where a demo keeps its data: a folder of its own for each input and judge, so that no figure mixes two of them. */
final class DemoFolder {
    private static final int DIGEST_BYTES = 4;

    /** The same for the same files, so that the same command goes on where the last one was cut off. */
    static Path of(Path input, Path judge) {
        var stem = input.getFileName().toString().replaceFirst("\\..*$", "").replaceAll("[^A-Za-z0-9_-]", "-");
        return Home.data().resolve("demo").resolve(stem + "-" + digest(normal(input) + "\n" + normal(judge)));
    }

    private static Path normal(Path path) {
        return path.toAbsolutePath().normalize();
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every platform has SHA-256", e);
        }
    }

    private DemoFolder() {}
}
