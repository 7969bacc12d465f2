package io.judgefleet.cli.fleet;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which settings nobody may see: they are not printed, and not taken from a command line, which all users can list. */
public final class Secrets {
    private static final Pattern NAME =
            Pattern.compile("password|secret|token|jaas|credential|user\\.info|private|key\\.?store\\.key");

    /** Whether the value of a setting of this name is a secret. */
    public static boolean isOne(String name) {
        return NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    private Secrets() {}
}
