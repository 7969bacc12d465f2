package io.judgefleet.cli.admin;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.fleet.Aggregator;
import io.judgefleet.cli.fleet.Clients;
import io.judgefleet.cli.fleet.Connection;
import io.judgefleet.cli.fleet.ProfileWorkers;
import io.judgefleet.cli.fleet.Uncounted;
import io.judgefleet.schemas.topics.TopicAdmin;
import io.judgefleet.schemas.wire.RegistryUnavailableException;
import io.judgefleet.schemas.wire.SchemaAdmin;
import io.judgefleet.schemas.wire.SubjectState.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** A look at every part of a fleet, from the broker to the worker. */
record Examination(Connection connection, Clients clients) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;

    /** The workers that are looked for, and whether it is a fault that there are none. */
    record Workers(String profile, boolean isRequired) {}

    List<Finding> examine(Workers workers, @Nullable URI worker) {
        var findings = new ArrayList<Finding>();
        findings.addAll(kafka(workers));
        findings.add(registry());
        findings.addAll(aggregator());
        if (worker == null) {
            findings.add(Finding.skipped("worker", "no --worker-url given"));
        } else {
            findings.add(worker(worker));
        }
        return findings;
    }

    private List<Finding> kafka(Workers workers) {
        try (var admin = clients.admin(connection)) {
            var nodes = admin.describeCluster().nodes().get().size();
            return List.of(
                    Finding.ok("brokers", "%d at %s".formatted(nodes, connection.bootstrapServers())),
                    topics(admin),
                    workers(workers, admin));
        } catch (ExecutionException | KafkaException e) {
            var cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            return List.of(
                    Finding.unreachable(
                            "brokers",
                            "no answer from %s: %s".formatted(connection.bootstrapServers(), cause.getMessage()),
                            "start Kafka, or name its address by --bootstrap-server; TLS and SASL go into"
                                    + " --command-config"),
                    Finding.skipped("topics", "no brokers"),
                    Finding.skipped("workers", "no brokers"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(Finding.skipped("brokers", "interrupted"));
        }
    }

    private Finding topics(Admin admin) {
        try {
            var topics = connection.prefix().topics();
            var plan = new TopicAdmin(admin).plan(topics);
            return plan.isEmpty()
                    ? Finding.ok("topics", "%d as they should be".formatted(topics.size()))
                    : Finding.fail(
                            "topics",
                            "%d differences, such as %s"
                                    .formatted(plan.size(), plan.getFirst().description()),
                            "judgefleet topics plan lists all, judgefleet topics apply mends those that it may");
        } catch (KafkaException e) {
            return Finding.fail("topics", String.valueOf(e.getMessage()), "ask for the right to describe topics");
        }
    }

    private Finding workers(Workers wanted, Admin admin) {
        var found = ProfileWorkers.of(wanted.profile(), connection.prefix(), admin);
        var advice = "judgefleet worker starts one; requests wait until then";
        if (found.isUnserved()) {
            return wanted.isRequired()
                    ? Finding.fail("workers", found.message(), advice)
                    : Finding.warn("workers", found.message(), advice);
        }
        return found.members().isPresent()
                ? Finding.ok(
                        "workers",
                        "%d of the judge profile %s".formatted(found.members().getAsInt(), wanted.profile()))
                : Finding.skipped("workers", "the brokers do not describe the consumer group " + found.group());
    }

    private Finding registry() {
        try (var admin = SchemaAdmin.connect(connection.settings())) {
            var missing = admin.check().stream()
                    .filter(state -> state.status() != Status.DEPLOYED)
                    .toList();
            return missing.isEmpty()
                    ? Finding.ok("schemas", "all deployed at " + connection.schemaRegistryUrl())
                    : Finding.fail(
                            "schemas",
                            "%d not deployed, such as %s"
                                    .formatted(
                                            missing.size(), missing.getFirst().subject()),
                            "judgefleet schemas apply");
        } catch (RegistryUnavailableException e) {
            return Finding.unreachable(
                    "schemas",
                    "no answer from %s: %s".formatted(connection.schemaRegistryUrl(), e.getMessage()),
                    "start the schema registry, or name its address by --schema-registry-url");
        }
    }

    private List<Finding> aggregator() {
        try (var aggregator = new Aggregator(connection)) {
            var status = aggregator.json("/api/status", Map.of());
            var state = status.path("state").asText("?");
            return status.path("ready").asBoolean()
                    ? List.of(Finding.ok("aggregator", "%s at %s".formatted(state, aggregator.uri())), counting(status))
                    : List.of(Finding.fail("aggregator", state, "wait while it restores; its log says more"));
        } catch (CommandFailure e) {
            return List.of(Finding.unreachable(
                    "aggregator",
                    String.valueOf(e.getMessage()),
                    "judgefleet aggregator starts it, --aggregator-url names its address; submit works without"));
        }
    }

    static Finding counting(JsonNode status) {
        var uncounted = Uncounted.of(status);
        return uncounted.isEmpty()
                ? Finding.ok("counting", "every verdict and label that was read")
                : Finding.warn(
                        "counting", String.join("; ", uncounted), "docs/metrics.md says what counts and what does not");
    }

    private static Finding worker(URI worker) {
        var readiness = URI.create(worker.toString().replaceAll("/+$", "") + "/health/readiness");
        try (var client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            var request = HttpRequest.newBuilder(readiness).timeout(PATIENCE).build();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            return status == OK
                    ? Finding.ok("worker", "ready at " + worker)
                    : Finding.fail("worker", "status %d at %s".formatted(status, readiness), "its log says why");
        } catch (IOException | IllegalArgumentException e) {
            return Finding.unreachable("worker", "no answer from " + worker, "judgefleet worker starts one");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.skipped("worker", "interrupted");
        }
    }
}
