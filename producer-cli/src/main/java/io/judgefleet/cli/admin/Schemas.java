package io.judgefleet.cli.admin;

import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.Json;
import io.judgefleet.cli.fleet.Connection;
import io.judgefleet.schemas.wire.SchemaAdmin;
import io.judgefleet.schemas.wire.SubjectState;
import io.judgefleet.schemas.wire.SubjectState.Status;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The registry's subjects compared and deployed, printed line by line or as JSON. */
record Schemas(Connection connection, Console console) {
    /** Prints the state of every subject; fails when an old version could not follow. */
    int check(boolean json) {
        try (var admin = SchemaAdmin.connect(connection.settings())) {
            var states = admin.check();
            if (json) {
                print("subjects", states);
            } else {
                states.forEach(this::print);
            }
            return exitCode(states);
        }
    }

    /** Deploys every schema unless one is incompatible. */
    int apply(boolean json) {
        try (var admin = SchemaAdmin.connect(connection.settings())) {
            var states = admin.apply();
            boolean isDone = exitCode(states) == ExitCode.DONE;
            if (json) {
                print("before", states);
            } else if (isDone) {
                long deployed = states.stream()
                        .filter(state -> state.status() != Status.DEPLOYED)
                        .count();
                console.result("%d schemas applied, %d of them new".formatted(states.size(), deployed));
            } else {
                states.forEach(this::print);
            }
            if (!isDone) {
                console.note("no schema was deployed, because one is incompatible");
            }
            return exitCode(states);
        }
    }

    private void print(SubjectState state) {
        console.result(
                switch (state.status()) {
                    case DEPLOYED -> "ok     " + state.subject();
                    case ABSENT -> "apply  " + state.subject() + ": no schema yet";
                    case COMPATIBLE -> "apply  " + state.subject() + ": a new, compatible version";
                    case INCOMPATIBLE -> "fail   " + state.subject() + ": " + String.join("; ", state.reasons());
                });
    }

    private void print(String name, List<SubjectState> states) {
        var subjects = states.stream()
                .map(state -> new TreeMap<>(Map.of(
                        "subject", state.subject(),
                        "status", state.status().name().toLowerCase(Locale.ROOT),
                        "reasons", state.reasons())))
                .toList();
        console.result(Json.line(Map.of(name, subjects)));
    }

    private static int exitCode(List<SubjectState> states) {
        return states.stream().anyMatch(state -> state.status() == Status.INCOMPATIBLE)
                ? ExitCode.FAILED
                : ExitCode.DONE;
    }
}
