package io.judgefleet.faults.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A run as a program of its own: exits with 0 when every promise was kept, with 1 otherwise.
 *
 * <p>One word, the folder below which it leaves its histories; the rest as system properties, see {@link RunSettings}.
 */
public final class Main {
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length != 1) {
            System.err.println("expected FOLDER, found " + args.length + " words");
            System.exit(2);
        }
        var settings = RunSettings.fromProperties(freshFolder(Path.of(args[0])));
        System.exit(new FaultRun(settings, System.out).run().isClean() ? 0 : 1);
    }

    /** Not the system's temporary folder, which may be small, and which a failed run's evidence should outlive. */
    static Path freshFolder(Path runs) throws IOException {
        var name = Instant.now().toString().replace(':', '-');
        return Files.createDirectories(runs.toAbsolutePath().resolve(name));
    }

    private Main() {}
}
