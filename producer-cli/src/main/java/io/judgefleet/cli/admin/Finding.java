package io.judgefleet.cli.admin;

import java.util.Locale;

/**
 * What the doctor found of one part.
 *
 * @param advice what to do; empty where there is nothing to do
 */
record Finding(State state, String part, String found, String advice) {
    /** How a part is. */
    enum State {
        OK,
        FAIL,
        UNREACHABLE,
        /** Not looked at, because something that it stands on fails. */
        SKIPPED
    }

    static Finding ok(String part, String found) {
        return new Finding(State.OK, part, found, "");
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

    String line() {
        var word = state == State.UNREACHABLE ? "fail" : state.name().toLowerCase(Locale.ROOT);
        var line = "%-8s %-10s %s".formatted(word, part, found);
        return advice.isEmpty() ? line : line + "\n" + " ".repeat(20) + "-> " + advice;
    }
}
