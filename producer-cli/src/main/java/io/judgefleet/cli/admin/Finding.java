package io.judgefleet.cli.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the doctor found of one part.
 *
 * @param advice what to do; empty where there is nothing to do
 */
record Finding(State state, String part, String found, String advice) {
    /** How a part is. */
    enum State {
        OK,
        /** Works, but requests may wait for it. */
        WARN,
        FAIL,
        UNREACHABLE,
        /** Not looked at, because something that it stands on fails. */
        SKIPPED
    }

    static Finding ok(String part, String found) {
        return new Finding(State.OK, part, found, "");
    }

    static Finding warn(String part, String found, String advice) {
        return new Finding(State.WARN, part, found, advice);
    }

    static Finding fail(String part, String found, String advice) {
        return new Finding(State.FAIL, part, found, advice);
    }

    static Finding unreachable(String part, String found, String advice) {
        return new Finding(State.UNREACHABLE, part, found, advice);
    }

    static Finding skipped(String part, String reason) {
        return new Finding(State.SKIPPED, part, reason, "");
    }

    /** One line, or two where there is something to do. */
    List<String> lines() {
        var word = state == State.UNREACHABLE ? "fail" : word();
        var line = "%-8s %-10s %s".formatted(word, part, found);
        return advice.isEmpty() ? List.of(line) : List.of(line, " ".repeat(20) + "-> " + advice);
    }

    /** For programs. */
    Map<String, String> toMap() {
        var map = new LinkedHashMap<String, String>();
        map.put("part", part);
        map.put("state", word());
        map.put("found", found);
        if (!advice.isEmpty()) {
            map.put("advice", advice);
        }
        return map;
    }

    private String word() {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
