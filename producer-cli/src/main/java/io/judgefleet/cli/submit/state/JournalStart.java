package io.judgefleet.cli.submit.state;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * Where things stood when a submission began.
 *
 * @param cluster the id of the Kafka cluster
 * @param topic of the requests
 * @param searchedTo up to where the requests' topic holds nothing that the state file does not know
 * @param outcomesFrom where the topics of outcomes ended before the first request was sent
 */
record JournalStart(
        String cluster, String topic, Map<TopicPartition, Long> searchedTo, Map<TopicPartition, Long> outcomesFrom) {
    private static final String MARK = "judgefleet-submit";
    private static final int VERSION = 1;
    private static final String BEGINNING = "{\"" + MARK + "\":" + VERSION + ",";

    JournalStart {
        searchedTo = Map.copyOf(searchedTo);
        outcomesFrom = Map.copyOf(outcomesFrom);
    }

    JournalStart searchedTo(Map<TopicPartition, Long> ends) {
        return new JournalStart(cluster, topic, ends, outcomesFrom);
    }

    String toJson() {
        var line = Json.object().put(MARK, VERSION).put("cluster", cluster).put("topic", topic);
        line.set("searchedTo", Json.tree(written(searchedTo)));
        line.set("outcomesFrom", Json.tree(written(outcomesFrom)));
        return Json.line(line);
    }

    /** What a line says; empty when it is no such line. */
    static Optional<JournalStart> parse(String line) {
        try {
            var json = Json.parse(line);
            return isWhole(json)
                    ? Optional.of(new JournalStart(
                            json.path("cluster").asText(),
                            json.path("topic").asText(),
                            read(json.path("searchedTo")),
                            read(json.path("outcomesFrom"))))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether a text that was cut off may have been the beginning of such a line. */
    static boolean couldBegin(String unfinished) {
        return unfinished.startsWith(BEGINNING) || BEGINNING.startsWith(unfinished);
    }

    /** Whether another line is about another topic or cluster. */
    boolean isElsewhere(JournalStart other) {
        return !cluster.equals(other.cluster) || !topic.equals(other.topic);
    }

    /** Refuses to go on where requests go to another topic than those that the file knows. */
    void requireTopic(String found) {
        requireSame("topic", topic, found);
    }

    void requireCluster(String found) {
        requireSame("cluster", cluster, found);
    }

    private static void requireSame(String what, String expected, String found) {
        if (!expected.equals(found)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the state file belongs to %s %s, found %s; begin another one".formatted(what, expected, found));
        }
    }

    private static boolean isWhole(JsonNode json) {
        var topic = json.path("topic");
        return json.path(MARK).asInt() == VERSION
                && json.path("cluster").isTextual()
                && topic.isTextual()
                && json.path("searchedTo").has(topic.asText())
                && json.path("searchedTo").size() == 1
                && json.path("outcomesFrom").isObject();
    }

    private static Map<String, Map<String, Long>> written(Map<TopicPartition, Long> offsets) {
        Map<String, Map<String, Long>> byTopic = new TreeMap<>();
        offsets.forEach((partition, offset) -> byTopic.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                .put(Integer.toString(partition.partition()), offset));
        return byTopic;
    }

    private static Map<TopicPartition, Long> read(JsonNode byTopic) {
        var offsets = new HashMap<TopicPartition, Long>();
        for (var topic : byTopic.properties()) {
            for (var partition : topic.getValue().properties()) {
                offsets.put(
                        new TopicPartition(topic.getKey(), Integer.parseInt(partition.getKey())),
                        offset(partition.getValue()));
            }
        }
        return offsets;
    }

    private static long offset(JsonNode found) {
        if (!found.canConvertToLong() || found.asLong() < 0) {
            throw new IllegalArgumentException("expected an offset, found " + found);
        }
        return found.asLong();
    }
}
