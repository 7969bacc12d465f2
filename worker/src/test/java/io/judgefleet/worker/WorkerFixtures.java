package io.judgefleet.worker;

import io.judgefleet.comparisons.Answer;
import io.judgefleet.comparisons.Comparison;
import io.judgefleet.comparisons.ComparisonId;
import io.judgefleet.comparisons.Question;
import io.judgefleet.judgelm.JudgeDescription;
import io.judgefleet.judgelm.prompt.JudgeTask;
import io.judgefleet.judgelm.prompt.PreparedTask;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.judgement.PresentationOrder;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.Routing;
import io.judgefleet.schemas.topics.DeadLetter.Source;
import io.judgefleet.worker.delivery.Delivery;
import io.judgefleet.worker.delivery.Delivery.Original;
import io.judgefleet.worker.delivery.FailurePolicy;
import io.judgefleet.worker.delivery.Feed;
import io.judgefleet.worker.delivery.InFlight;
import io.judgefleet.worker.delivery.RetryPolicy;
import io.judgefleet.worker.delivery.Work;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Requests, deliveries and work for tests. */
public final class WorkerFixtures {
    public static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    public static final String PROFILE = "judgelm";

    public static final JudgeDescription JUDGE =
            new JudgeDescription("tiny", "w", "t", "judgelm", "float32", "greedy", "random", "fake", "cpu");
    public static final FailurePolicy FAILURE_POLICY = new FailurePolicy(RetryPolicy.DEFAULT, "w1", PROFILE);

    /** A request about the answers of two models, known by its item's name. */
    public static JudgeRequest request(String item, String first, String second) {
        return request(
                item,
                List.of(first, second),
                JudgingMode.PAIR,
                new Routing(Optional.empty(), Lane.LIVE, NOW, Optional.empty()));
    }

    /** A request to a certain judge profile. */
    public static JudgeRequest requestOf(String profile, String item) {
        var template = request(item);
        return JudgeRequest.of(template.comparison(), profile, template.mode(), template.routing());
    }

    public static JudgeRequest request(String item) {
        return request(item, "yes", "no");
    }

    public static JudgeRequest request(String item, List<String> answers, JudgingMode mode, Routing routing) {
        var models = List.of("llama", "qwen", "gemma");
        var comparison = new Comparison(
                ComparisonId.of("test", item),
                new Question("q-" + item, "Is " + item + " prime?", List.of()),
                answers.stream()
                        .map(text -> new Answer(models.get(answers.indexOf(text)), text))
                        .toList(),
                Optional.empty(),
                Optional.of("test"),
                Optional.empty());
        return JudgeRequest.of(comparison, PROFILE, mode, routing);
    }

    public static Routing routing(String tenant) {
        return new Routing(Optional.of(tenant), Lane.LIVE, NOW, Optional.empty());
    }

    public static Delivery delivery(int partition, long offset) {
        return delivery(Feed.LIVE, partition, offset, 1);
    }

    public static Delivery delivery(Feed feed, int partition, long offset, int deliveryCount) {
        var source = new Source(feed.name().toLowerCase(java.util.Locale.ROOT), partition, offset);
        var original = new Original(source, Optional.empty(), Optional.of(new byte[30]), List.of(), NOW);
        return new Delivery(source, feed, original, deliveryCount, Optional.of(PROFILE), Optional.empty());
    }

    public static Work work(Feed feed, long offset, String tenant, int tokens) {
        var entry = new InFlight(delivery(feed, 0, offset, 1), tokens);
        var request = request("n" + offset, List.of("yes", "no"), JudgingMode.PAIR, routing(tenant));
        return new Work(entry, request, task(tokens));
    }

    public static PreparedTask task(int tokens) {
        return new PreparedTask(
                new JudgeTask(JudgingMode.PAIR, "?", List.of("a", "b"), Optional.empty()),
                List.of(new PreparedTask.Prompt(PresentationOrder.ORIGINAL, new int[tokens], 0)));
    }

    private WorkerFixtures() {}
}
