package io.judgefleet.cli.submit.state;

import io.judgefleet.cli.fleet.TopicReader;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Headers;
import io.judgefleet.schemas.topics.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.TopicPartition;

/** Finds out what a submission that was cut off had sent, as far as its state file does not say. */
record Resumption(Journal journal, TopicReader reader, SubmissionLog.Destination destination) {
    /**
     * Makes the journal know every request that the topic holds since the submission first began.
     *
     * @return where the outcomes of those requests begin
     */
    Map<TopicPartition, Long> prepare(BooleanSupplier goOn) {
        var ends = reader.ends(destination.topic());
        if (journal.start().isEmpty()) {
            journal.start(new JournalStart(
                    destination.cluster(), destination.topic(), ends, outcomeEnds(reader, destination.prefix())));
        } else {
            search(journal.start().get(), ends, goOn);
        }
        return journal.start().orElseThrow().outcomesFrom();
    }

    /** Where the topics of outcomes end now. */
    static Map<TopicPartition, Long> outcomeEnds(TopicReader reader, FleetPrefix prefix) {
        var ends = new HashMap<TopicPartition, Long>();
        ends.putAll(reader.ends(prefix.topic(Topics.VERDICTS).name()));
        ends.putAll(reader.ends(prefix.topic(Topics.DEAD_LETTERS).name()));
        return ends;
    }

    private void search(JournalStart start, Map<TopicPartition, Long> ends, BooleanSupplier goOn) {
        start.requireTopic(destination.topic());
        start.requireCluster(destination.cluster());
        reader.read(
                start.searchedTo(),
                ends,
                goOn,
                received -> Headers.text(received.headers(), Headers.REQUEST_ID).ifPresent(journal::found));
        if (goOn.getAsBoolean()) {
            journal.start(start.searchedTo(ends));
        }
    }
}
