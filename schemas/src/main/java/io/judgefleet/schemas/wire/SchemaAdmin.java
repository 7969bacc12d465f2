package io.judgefleet.schemas.wire;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.ParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.SubjectState.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;

/** Compares the registry's subjects with the schemas that we write, and deploys ours where every version can follow. */
public final class SchemaAdmin implements AutoCloseable {
    private static final CompatibilityLevel LEVEL = CompatibilityLevel.FULL_TRANSITIVE;

    private final SchemaRegistryClient registry;
    private final FleetPrefix prefix;

    private SchemaAdmin(SchemaRegistryClient registry, FleetPrefix prefix) {
        this.registry = registry;
        this.prefix = prefix;
    }

    /** Settings are Confluent's own, such as {@code schema.registry.url}, and the fleet's prefix. */
    public static SchemaAdmin connect(Map<String, ?> settings) {
        return new SchemaAdmin(Registry.client(Registry.withDefaults(settings)), FleetPrefix.of(settings));
    }

    /**
     * How every subject stands; nothing is changed.
     *
     * @throws RegistryUnavailableException when the registry does not answer
     */
    public List<SubjectState> check() {
        return forEachSubject(this::check);
    }

    /**
     * Deploys what is absent or compatible and holds its subjects to full transitive compatibility; deploys nothing when
     * any subject is incompatible.
     *
     * @return how every subject stood before
     * @throws RegistryUnavailableException when the registry does not answer
     */
    public List<SubjectState> apply() {
        var states = check();
        if (states.stream().noneMatch(state -> state.status() == Status.INCOMPATIBLE)) {
            forEachSubject(this::deploy);
        }
        return states;
    }

    /**
     * Asks the registry something small.
     *
     * @throws RegistryUnavailableException when it does not answer
     */
    public void ping() {
        try {
            registry.getAllVersions(prefix.topic(Topics.VERDICTS).valueSubject());
        } catch (RestClientException e) {
            if (!Registry.isFinal(e)) {
                throw new RegistryUnavailableException("schema registry refused: " + Registry.reason(e), e);
            }
        } catch (IOException e) {
            throw new RegistryUnavailableException("schema registry did not answer: " + Registry.reason(e), e);
        }
    }

    @Override
    public void close() {
        try {
            registry.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SubjectState check(String subject, AvroSchema schema) throws IOException, RestClientException {
        var versions = versions(subject);
        if (versions.isEmpty()) {
            return new SubjectState(subject, Status.ABSENT, List.of());
        }
        var units = versions.stream()
                .filter(AvroSchema.class::isInstance)
                .flatMap(version ->
                        LogicalTypes.objection(((AvroSchema) version).rawSchema(), schema.rawSchema()).stream())
                .toList();
        if (!units.isEmpty()) {
            return new SubjectState(subject, Status.INCOMPATIBLE, units);
        }
        if (versions.contains(schema)) {
            return new SubjectState(subject, Status.DEPLOYED, List.of());
        }
        var reasons = new ArrayList<>(schema.isCompatible(
                LEVEL,
                versions.stream()
                        .<ParsedSchemaHolder>map(SimpleParsedSchemaHolder::new)
                        .toList()));
        // The registry may hold the subject to a rule of its own.
        reasons.addAll(registry.testCompatibilityVerbose(subject, schema));
        return new SubjectState(subject, reasons.isEmpty() ? Status.COMPATIBLE : Status.INCOMPATIBLE, reasons);
    }

    private SubjectState deploy(String subject, AvroSchema schema) throws IOException, RestClientException {
        registry.register(subject, schema);
        // Afterwards: not every registry takes a rule for a subject that it does not know.
        registry.updateCompatibility(subject, LEVEL.name);
        return new SubjectState(subject, Status.DEPLOYED, List.of());
    }

    private List<ParsedSchema> versions(String subject) throws IOException, RestClientException {
        try {
            var schemas = new ArrayList<ParsedSchema>();
            for (int version : registry.getAllVersions(subject)) {
                var id = registry.getSchemaMetadata(subject, version).getId();
                schemas.add(registry.getSchemaById(id));
            }
            return schemas;
        } catch (RestClientException e) {
            if (Registry.isFinal(e)) {
                return List.of();
            }
            throw e;
        }
    }

    private List<SubjectState> forEachSubject(Step step) {
        try {
            var states = new ArrayList<SubjectState>();
            for (var wire : Wire.ALL) {
                for (var topic : wire.topics()) {
                    states.add(step.take(prefix.topic(topic).valueSubject(), published(wire.schema())));
                }
            }
            return states;
        } catch (IOException | RestClientException e) {
            throw new RegistryUnavailableException("schema registry did not do as asked: " + Registry.reason(e), e);
        }
    }

    /** The schema as the serializer looks it up: without what only the generated class needs. */
    public static AvroSchema published(Schema schema) {
        var empty = SpecificData.get().newRecord(null, schema);
        return new AvroSchema(AvroSchemaUtils.getSchema(empty, false, false, true));
    }

    private interface Step {
        SubjectState take(String subject, AvroSchema schema) throws IOException, RestClientException;
    }
}
