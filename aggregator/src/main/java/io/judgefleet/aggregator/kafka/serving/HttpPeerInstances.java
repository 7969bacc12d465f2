package io.judgefleet.aggregator.kafka.serving;

import io.judgefleet.aggregator.counts.AnsweredRequest;
import io.judgefleet.aggregator.counts.CountsUnavailableException;
import io.judgefleet.aggregator.counts.Pane;
import io.judgefleet.aggregator.counts.PartitionCounts;
import io.judgefleet.aggregator.kafka.format.AnswerFormat;
import io.judgefleet.aggregator.kafka.format.PartFormat;
import io.judgefleet.aggregator.kafka.format.Unpacker;
import io.judgefleet.aggregator.slice.IntakeTally;
import io.judgefleet.deployable.HttpAccess;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks other aggregators of the same application id for the counts of their partitions, as {@link LocalAnswers} answers. */
public final class HttpPeerInstances implements PeerInstances {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final HttpAccess access;

    /** @param access which all aggregators of the fleet have in common */
    public HttpPeerInstances(HttpAccess access) {
        this.access = access;
    }

    @Override
    public IntakePart intake(URI other) {
        return ask(other, "/internal/intake", HttpPeerInstances::intake);
    }

    @Override
    public Map<Integer, PartitionCounts> counts(URI other, Collection<Pane> panes) {
        var wanted = panes.stream()
                .map(pane -> pane.bucketSize().name() + ":" + pane.start().toEpochMilli())
                .collect(Collectors.joining(","));
        return ask(other, "/internal/counts?panes=" + wanted, PartFormat::counts);
    }

    @Override
    public Optional<AnsweredRequest> answered(URI other, String requestId, Instant now) {
        var id = URLEncoder.encode(requestId, StandardCharsets.UTF_8);
        return ask(
                other,
                "/internal/answered?requestId=%s&now=%d".formatted(id, now.toEpochMilli()),
                bytes -> bytes.length == 0 ? Optional.empty() : Optional.of(AnswerFormat.answer(bytes)));
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private static IntakePart intake(byte[] bytes) {
        var unpacker = new Unpacker("intake of a peer", bytes);
        var partitions = new TreeSet<Integer>();
        for (var left = unpacker.count(); left > 0; left--) {
            partitions.add(unpacker.count());
        }
        return new IntakePart(partitions, IntakeTally.of(unpacker.numbers(unpacker.count())));
    }

    private <A> A ask(URI other, String path, Function<byte[], A> read) {
        var bytes = ask(other, path);
        try {
            return read.apply(bytes);
        } catch (RuntimeException e) { // whatever is wrong with it, this release does not write it
            throw new CountsUnavailableException(
                    "the aggregator at %s answers in the form of another release".formatted(other), e);
        }
    }

    private byte[] ask(URI other, String path) {
        var request = HttpRequest.newBuilder(other.resolve(path)).timeout(PATIENCE);
        access.token().ifPresent(shown -> request.header("Authorization", "Bearer " + shown));
        try {
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());
            if (answer.statusCode() != OK) {
                throw new CountsUnavailableException(
                        "the aggregator at %s has no counts now: status %d".formatted(other, answer.statusCode()));
            }
            return answer.body();
        } catch (IOException e) {
            throw new CountsUnavailableException("the aggregator at %s does not answer".formatted(other), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CountsUnavailableException("interrupted", e);
        }
    }
}
