package io.judgefleet.local.fleet;

import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.TopicAdmin;
import io.judgefleet.schemas.topics.TopicDifference;
import io.judgefleet.schemas.wire.SchemaAdmin;
import io.judgefleet.schemas.wire.SubjectState;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** Topics and schemas, as they must be before a deployable starts. */
final class Deployment {
    /**
     * Makes the topics that are missing; a folder of another version may have some that cannot be made right.
     *
     * @throws StartFailedException that names them
     */
    static void applyTopics(Map<String, Object> clientSettings) {
        try (var admin = Admin.create(clientSettings)) {
            requireNone(
                    new TopicAdmin(admin).apply(FleetPrefix.of(clientSettings).topics()));
        }
    }

    /**
     * Registers the schemas that are missing.
     *
     * @throws StartFailedException that names the subjects that hold incompatible ones
     */
    static void applySchemas(Map<String, Object> clientSettings) {
        try (var schemas = SchemaAdmin.connect(clientSettings)) {
            requireCompatible(schemas.apply());
        }
    }

    private static void requireNone(List<TopicDifference> left) {
        if (!left.isEmpty()) {
            throw new StartFailedException("the topics of this data folder are another version's, begin a new one: "
                    + left.stream().map(TopicDifference::toString).collect(Collectors.joining(", ")));
        }
    }

    private static void requireCompatible(List<SubjectState> states) {
        var incompatible = states.stream()
                .filter(state -> state.status() == SubjectState.Status.INCOMPATIBLE)
                .map(SubjectState::subject)
                .toList();
        if (!incompatible.isEmpty()) {
            throw new StartFailedException(
                    "the schemas of this data folder are another version's, begin a new one: " + incompatible);
        }
    }

    private Deployment() {}
}
