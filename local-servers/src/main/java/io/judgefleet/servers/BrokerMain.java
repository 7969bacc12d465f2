package io.judgefleet.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * A node of a Kafka cluster as a program: cluster id and a file with the node's settings.
 *
 * <p>Ends in order on SIGTERM; a fault inside the broker halts it.
 */
public final class BrokerMain {
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("expected a cluster id and a file with settings, found " + args.length + " words");
            System.exit(2);
        }
        var settings = new Properties();
        try (var reader = Files.newBufferedReader(Path.of(args[1]))) {
            settings.load(reader);
        }
        var broker = LocalBroker.start(
                settings.stringPropertyNames().stream().collect(Collectors.toMap(name -> name, settings::getProperty)),
                args[0]);
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-shutdown"));
        broker.awaitEnd();
    }

    private BrokerMain() {}
}
