package io.judgefleet.schemas.wire;

import io.judgefleet.comparisons.Label;
import io.judgefleet.schemas.JudgeRequest;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.figures.Leaderboard;
import io.judgefleet.schemas.figures.MetricAlert;
import io.judgefleet.schemas.figures.ModelMetrics;
import io.judgefleet.schemas.topics.Limits;
import io.judgefleet.schemas.topics.TopicSpec;
import io.judgefleet.schemas.topics.Topics;
import java.util.List;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * A value on the wire: its schema, its largest size and the two mappings between our record and the generated class.
 *
 * @param topics whose values have this schema
 * @param toRecord refuses what our record refuses, by IllegalArgumentException
 */
public record Wire<V, W extends SpecificRecord>(
        Class<W> type,
        Schema schema,
        List<TopicSpec> topics,
        int maxBytes,
        Function<V, W> toWire,
        Function<W, V> toRecord) {
    public static final Wire<JudgeRequest, io.judgefleet.v1.JudgeRequest> JUDGE_REQUESTS = new Wire<>(
            io.judgefleet.v1.JudgeRequest.class,
            io.judgefleet.v1.JudgeRequest.getClassSchema(),
            List.of(Topics.JUDGE_REQUESTS, Topics.JUDGE_REQUESTS_BULK),
            Limits.MAX_REQUEST_BYTES,
            RequestMapping::toWire,
            RequestMapping::toRecord);

    public static final Wire<Verdict, io.judgefleet.v1.Verdict> VERDICTS = new Wire<>(
            io.judgefleet.v1.Verdict.class,
            io.judgefleet.v1.Verdict.getClassSchema(),
            List.of(Topics.VERDICTS),
            Limits.MAX_VALUE_BYTES,
            VerdictMapping::toWire,
            VerdictMapping::toRecord);

    public static final Wire<Label, io.judgefleet.v1.Label> LABELS = new Wire<>(
            io.judgefleet.v1.Label.class,
            io.judgefleet.v1.Label.getClassSchema(),
            List.of(Topics.LABELS),
            Limits.MAX_VALUE_BYTES,
            LabelMapping::toWire,
            LabelMapping::toRecord);

    public static final Wire<ModelMetrics, io.judgefleet.v1.ModelMetrics> MODEL_METRICS = new Wire<>(
            io.judgefleet.v1.ModelMetrics.class,
            io.judgefleet.v1.ModelMetrics.getClassSchema(),
            List.of(Topics.MODEL_METRICS),
            Limits.MAX_VALUE_BYTES,
            ModelMetricsMapping::toWire,
            ModelMetricsMapping::toRecord);

    public static final Wire<Leaderboard, io.judgefleet.v1.Leaderboard> LEADERBOARDS = new Wire<>(
            io.judgefleet.v1.Leaderboard.class,
            io.judgefleet.v1.Leaderboard.getClassSchema(),
            List.of(Topics.LEADERBOARDS),
            Limits.MAX_VALUE_BYTES,
            LeaderboardMapping::toWire,
            LeaderboardMapping::toRecord);

    public static final Wire<MetricAlert, io.judgefleet.v1.MetricAlert> METRIC_ALERTS = new Wire<>(
            io.judgefleet.v1.MetricAlert.class,
            io.judgefleet.v1.MetricAlert.getClassSchema(),
            List.of(Topics.METRIC_ALERTS),
            Limits.MAX_VALUE_BYTES,
            MetricAlertMapping::toWire,
            MetricAlertMapping::toRecord);

    /** Every value that has a schema. */
    public static final List<Wire<?, ?>> ALL =
            List.of(JUDGE_REQUESTS, VERDICTS, LABELS, MODEL_METRICS, LEADERBOARDS, METRIC_ALERTS);

    public SpecificRecord write(V value) {
        return toWire.apply(value);
    }

    public V read(Object wire) {
        return toRecord.apply(type.cast(wire));
    }
}
