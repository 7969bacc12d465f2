package io.judgefleet.cli.submit;

import com.fasterxml.jackson.databind.JsonNode;
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
            return json.path(MARK).asInt() == VERSION
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
                        partition.getValue().asLong());
            }
        }
        return offsets;
    }
}
