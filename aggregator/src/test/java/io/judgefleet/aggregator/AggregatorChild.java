package io.judgefleet.aggregator;

import io.judgefleet.schemas.wire.SchemaAdmin;
import java.util.Map;

/**
 * The aggregator's main for a child process with a registry of its own: schemas deployed in the same order get the same ids
 * in every process.
 */
public final class AggregatorChild {
    public static void main(String[] arguments) {
        deploy(System.getenv("JUDGEFLEET_KAFKA_SCHEMA_REGISTRY_URL"));
        Main.main(arguments);
    }

    static void deploy(String registryUrl) {
        try (var admin = SchemaAdmin.connect(Map.of("schema.registry.url", registryUrl))) {
            admin.apply();
        }
    }

    private AggregatorChild() {}
}
