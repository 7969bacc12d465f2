package io.judgefleet.local.fleet;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.judgefleet.schemas.topics.FleetPrefix;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Where the parts of a running local fleet are reached. */
public record Endpoints(String bootstrapServers, String registryUrl, URI aggregator, URI worker, FleetPrefix prefix) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    static Endpoints of(FleetPorts ports, FleetPrefix prefix) {
        return new Endpoints(
                "127.0.0.1:" + ports.broker(),
                "http://127.0.0.1:%d/apis/ccompat/v7".formatted(ports.registry()),
                URI.create("http://127.0.0.1:%d".formatted(ports.dashboard())),
                URI.create("http://127.0.0.1:%d".formatted(ports.worker())),
                prefix);
    }

    /** Settings of every Kafka client and of the schema registry's, with the prefix of the fleet's names. */
    public Map<String, Object> clientSettings() {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "schema.registry.url",
                registryUrl,
                FleetPrefix.SETTING,
                prefix.value());
    }

    /** Tells commands and programs, by two files in the data folder. */
    void write(DataFolder data) throws IOException {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("schema.registry.url", registryUrl);
        properties.put("judgefleet.aggregator.url", aggregator);
        properties.put(FleetPrefix.SETTING, prefix.value());
        var lines = properties.entrySet().stream()
                .map(property -> property.getKey() + "=" + property.getValue())
                .collect(Collectors.joining("\n", "# Of the running local fleet; for --command-config.\n", "\n"));
        Files.writeString(data.clientProperties(), lines);

        var json = new LinkedHashMap<String, Object>();
        json.put("pid", ProcessHandle.current().pid());
        json.put("bootstrapServers", bootstrapServers);
        json.put("schemaRegistryUrl", registryUrl);
        json.put("aggregatorUrl", aggregator);
        json.put("workerUrl", worker);
        JSON.writeValue(data.endpoints().toFile(), json);
    }
}
