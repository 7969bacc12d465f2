package io.judgefleet.cli;

import io.judgefleet.cli.console.Interruption;
import io.judgefleet.cli.fleet.Clients;
import io.judgefleet.cli.fleet.KafkaClients;
import io.judgefleet.cli.fleet.Surroundings;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A command that was run in this process: how it ended and what it wrote. */
public record Ran(int exitCode, String out, String err) {
    /** What a command is given. */
    public record Given(Map<String, String> environment, String in, Clients clients) {
        public static Given nothing() {
            return new Given(Map.of(), "", new KafkaClients());
        }

        public Given environment(String name, String value) {
            return new Given(Map.of(name, value), in, clients);
        }

        public Given environment(Map<String, String> all) {
            return new Given(all, in, clients);
        }

        public Given in(String text) {
            return new Given(environment, text, clients);
        }

        public Ran run(String... words) {
            var out = new StringWriter();
            var err = new StringWriter();
            var surroundings = new Surroundings(
                    environment,
                    new ByteArrayInputStream(in.getBytes(StandardCharsets.UTF_8)),
                    InstantSource.system(),
                    false,
                    clients,
                    new Interruption());
            int exitCode = Cli.run(surroundings, new PrintWriter(out), new PrintWriter(err), words);
            return new Ran(exitCode, out.toString(), err.toString());
        }
    }

    public static Ran run(String... words) {
        return Given.nothing().run(words);
    }

    public List<String> outLines() {
        return out.lines().toList();
    }

    public List<String> errLines() {
        return err.lines().toList();
    }
}
