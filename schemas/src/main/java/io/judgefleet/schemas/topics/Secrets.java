package io.judgefleet.schemas.topics;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which settings are secrets: they are never printed, and not accepted on a command line, which all users can list. */
public final class Secrets {
    private static final Pattern NAME =
            Pattern.compile("password|secret|token|jaas|credential|user\\.info|private|key\\.?store\\.key");

    /** Whether the value of a setting of this name is a secret. */
    public static boolean isOne(String name) {
        return NAME.matcher(name.toLowerCase(Locale.ROOT)).find();
    }

    /** The settings in the order of their names, for a log: asterisks in place of secrets. */
    public static Map<String, String> masked(Map<String, String> settings) {
        var shown = new TreeMap<>(settings);
        shown.replaceAll((name, value) -> isOne(name) ? "***" : value);
        return shown;
    }

    private Secrets() {}
}
