package io.judgefleet.aggregator.kafka;

import static io.judgefleet.schemas.topics.Topics.LABELS;
import static io.judgefleet.schemas.topics.Topics.VERDICTS;

import io.judgefleet.aggregator.kafka.stores.Stores;
import io.judgefleet.aggregator.ledger.Counting;
import io.judgefleet.comparisons.Label;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.FleetPrefix;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;

/** Counts verdicts, each id once, by judge, models, data set and time, together with the labels of their comparisons. */
final class AggregatorTopology {
    /**
     * There is no repartition topic: verdicts and labels of a comparison meet in one partition because of their key, and counts
     * of different partitions add up. What cannot be read goes to the dead letters, see {@link DeadLetterHandler}.
     */
    static Topology build(
            Counting counting,
            StreamParts parts,
            Serde<Verdict> verdictSerde,
            Serde<Label> labelSerde,
            FleetPrefix prefix) {
        var builder = new StreamsBuilder();

        var verdicts = builder.stream(
                prefix.topic(VERDICTS).name(),
                Consumed.with(Stores.TEXT, verdictSerde).withName("verdicts-source"));
        var labels = builder.stream(
                prefix.topic(LABELS).name(),
                Consumed.with(Stores.TEXT, labelSerde).withName("labels-source"));

        // Whichever comes first, both are words about the same comparison.
        var events = verdicts.processValues(
                        () -> new VerdictReader(counting, parts.arrivals()), Named.as("read-verdicts"))
                .merge(
                        labels.processValues(() -> new LabelReader(counting), Named.as("read-labels")),
                        Named.as("words"));

        // A ledger is the same in whatever order and however often its words come.
        builder.addStateStore(Stores.ledgers());
        builder.addStateStore(Stores.requests(counting.horizon()));
        builder.addStateStore(Stores.intake());
        builder.addStateStore(Stores.archive());
        events.process(
                () -> new LedgerKeeper(counting, parts),
                Named.as("keep-ledgers"),
                Stores.LEDGERS,
                Stores.REQUESTS,
                Stores.INTAKE,
                Stores.ARCHIVE);

        return builder.build();
    }

    private AggregatorTopology() {}
}
