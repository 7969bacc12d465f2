package io.judgefleet.cli.admin;

import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.fleet.Connection;
import io.judgefleet.schemas.SchemaAdmin;
import io.judgefleet.schemas.SubjectState;
import io.judgefleet.schemas.SubjectState.Status;
import java.util.List;

/** The registry's subjects compared and deployed, said line by line. */
record Schemas(Connection connection, Console console) {
    /** Prints how every subject stands; fails when an old version could not follow. */
    int check() {
        try (var admin = SchemaAdmin.connect(connection.settings())) {
            var states = admin.check();
            states.forEach(this::print);
            return exitCode(states);
        }
    }

    /** Deploys every schema unless one is incompatible. */
    int apply() {
        try (var admin = SchemaAdmin.connect(connection.settings())) {
            var states = admin.apply();
            if (exitCode(states) == ExitCode.DONE) {
                long deployed = states.stream()
                        .filter(state -> state.status() != Status.DEPLOYED)
                        .count();
                console.result("%d schemas applied, %d of them new".formatted(states.size(), deployed));
            } else {
                states.forEach(this::print);
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
                    case COMPATIBLE -> "apply  " + state.subject() + ": a new version that all can follow";
                    case INCOMPATIBLE -> "fail   " + state.subject() + ": " + String.join("; ", state.reasons());
                });
    }

    private static int exitCode(List<SubjectState> states) {
        return states.stream().anyMatch(state -> state.status() == Status.INCOMPATIBLE)
                ? ExitCode.FAILED
                : ExitCode.DONE;
    }
}
