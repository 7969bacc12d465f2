package io.judgefleet.cli.deadletters;

import io.judgefleet.cli.fleet.Connection;
import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.cli.fleet.TopicReader;
import java.util.function.Consumer;

/** Opens the shelf of a topic for as long as it takes to do something with it. */
record Shelves(Surroundings surroundings, Connection connection) {
    void open(String topic, Consumer<DeadLetterReader> use) {
        var clients = surroundings.clients();
        try (var everything = new TopicReader(clients.everything(connection));
                var committed = new TopicReader(clients.committed(connection))) {
            use.accept(DeadLetterReader.open(topic, everything, committed, surroundings.clock(), this::goOn));
        }
    }

    private boolean goOn() {
        return !surroundings.interruption().isRequested();
    }
}
