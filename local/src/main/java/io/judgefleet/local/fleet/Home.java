package io.judgefleet.local.fleet;

import java.nio.file.Path;

/** The folder that this program was built in, with what it brings along. */
public final class Home {
    /** The system property by which the launcher says where that is. */
    public static final String PROPERTY = "judgefleet.home";

    public static Path bundledJudge() {
        return path().resolve("models").resolve("judge-small");
    }

    public static Path bundledSample() {
        return path().resolve("samples").resolve("comparisons.jsonl");
    }

    /** Where fleets of this person keep their data unless told otherwise. */
    public static Path data() {
        return Path.of(System.getProperty("user.home"), ".judgefleet");
    }

    private static Path path() {
        return Path.of(System.getProperty(PROPERTY, "")).toAbsolutePath();
    }

    private Home() {}
}
