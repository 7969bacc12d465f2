package io.judgefleet.cli.submit.requests;

import io.judgefleet.comparisons.Comparison;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.schemas.Experiment;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.RequestId;
import io.judgefleet.schemas.Routing;
import io.judgefleet.schemas.topics.Headers;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes the requests of a comparison, and a request's record. */
public record RequestMaker(Template template, Addressing addressing, boolean withReference) {
    /** What all requests of a submission have in common. */
    public record Template(
            String profile,
            JudgingMode mode,
            Lane lane,
            Optional<String> tenant,
            Optional<Instant> deadline,
            Optional<Experiment> experiment,
            int repeats,
            OrderChoice orders) {}

    /** By what way requests go. */
    public record Addressing(String topic, KeyTemplate key, Map<String, String> headers) {
        public Addressing {
            headers = Map.copyOf(new LinkedHashMap<>(headers));
        }
    }

    /** Whether a header's name is one that the fleet gives a meaning. */
    public static boolean isReserved(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("__judge.")
                || List.of(Headers.JUDGE_PROFILE, Headers.REQUEST_ID, Headers.DELIVERY_COUNT, Headers.NOT_BEFORE)
                        .contains(lower);
    }

    /**
     * The requests for a comparison, one for each repeat.
     *
     * @throws IllegalArgumentException when the mode cannot judge it
     */
    List<JudgeRequest> requests(Comparison comparison, Instant now) {
        var shown = withReference ? comparison : withoutReference(comparison);
        template.mode().require(shown.answers().size(), shown.reference().isPresent());
        var orders = template.mode()
                .requireOrders(template.orders().orders(comparison.id().value(), template.mode()));
        var routing = new Routing(template.tenant(), template.lane(), now, template.deadline());
        return IntStream.range(0, template.repeats())
                .mapToObj(sample -> new JudgeRequest(
                        id(comparison, sample).asking(orders, template.mode()),
                        template.profile(),
                        template.mode(),
                        shown,
                        sample,
                        template.experiment(),
                        routing,
                        orders))
                .toList();
    }

    ProducerRecord<byte[], byte[]> record(JudgeRequest request, byte[] value) {
        var headers = new RecordHeaders();
        headers.add(Headers.header(Headers.JUDGE_PROFILE, request.judgeProfile()));
        headers.add(Headers.header(Headers.REQUEST_ID, request.id().value()));
        addressing.headers().forEach((name, text) -> headers.add(Headers.header(name, text)));
        return new ProducerRecord<>(addressing.topic(), null, addressing.key().key(request), value, headers);
    }

    private RequestId id(Comparison comparison, int sample) {
        var experiment =
                template.experiment().map(it -> it.id() + "/" + it.arm()).orElse("");
        return RequestId.of(comparison.id(), template.profile(), sample, experiment)
                .in(template.mode());
    }

    private static Comparison withoutReference(Comparison comparison) {
        return new Comparison(
                comparison.id(),
                comparison.question(),
                comparison.answers(),
                Optional.empty(),
                comparison.dataset(),
                comparison.category());
    }
}
