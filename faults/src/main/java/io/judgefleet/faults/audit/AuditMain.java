package io.judgefleet.faults.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.faults.load.JsonLines;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * The audit as a program of its own, for a cluster at rest: exits with 0 when every promise was kept, with 1 otherwise.
 *
 * <p>Words: the folder of the run, bootstrap servers, the registry's address, the group of the workers, their judge
 * profile, their number of deliveries, and the aggregator's address unless nobody counts.
 */
public final class AuditMain {
    private static final int WITHOUT_AGGREGATOR = 6;

    public static void main(String[] args) throws Exception {
        if (args.length < WITHOUT_AGGREGATOR) {
            System.err.println(
                    "expected FOLDER BOOTSTRAP_SERVERS REGISTRY_URL GROUP PROFILE DELIVERIES [AGGREGATOR_URL], found "
                            + args.length + " words");
            System.exit(2);
        }
        var report = AuditReport.of(evidence(args));
        new RunFolder(Path.of(args[0])).write(report);
        System.out.println(report.text());
        System.exit(report.isClean() ? 0 : 1);
    }

    private static Evidence evidence(String[] args) throws IOException, InterruptedException, ExecutionException {
        try (var reader =
                new EvidenceReader(Map.of("bootstrap.servers", args[1]), Map.of("schema.registry.url", args[2]))) {
            return new Evidence(
                    new Rules(args[4], Integer.parseInt(args[5])),
                    reader.read(args[3]),
                    new RunFolder(Path.of(args[0])).histories(),
                    args.length > WITHOUT_AGGREGATOR
                            ? Optional.of(counted(URI.create(args[WITHOUT_AGGREGATOR])))
                            : Optional.empty());
        }
    }

    /** What the aggregator says. */
    public static Counted counted(URI aggregator) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(aggregator.resolve("/api/status"))
                .timeout(Duration.ofSeconds(20))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var verdicts = JsonLines.MAPPER
                    .readTree(client.send(request, BodyHandlers.ofString()).body())
                    .path("verdicts");
            return new Counted(
                    count(verdicts, "read"),
                    count(verdicts, "counted"),
                    count(verdicts, "duplicates"),
                    count(verdicts, "replaced"),
                    count(verdicts, "late"));
        }
    }

    private static long count(JsonNode verdicts, String name) throws IOException {
        var count = verdicts.path(name);
        if (!count.isIntegralNumber()) {
            throw new IOException("expected the aggregator to count verdicts as " + name + ", found " + verdicts);
        }
        return count.longValue();
    }

    private AuditMain() {}
}
