package io.judgefleet.cli.fleet;

import io.judgefleet.schemas.topics.FleetPrefix;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * The workers that serve a judge profile now, as the brokers know their consumer group.
 *
 * @param members absent where the brokers do not tell
 */
public record ProfileWorkers(String profile, String group, OptionalInt members) {
    /** Asks the brokers. */
    public static ProfileWorkers of(String profile, FleetPrefix prefix, Admin admin) {
        var group = prefix.workerGroup(profile);
        return new ProfileWorkers(profile, group, members(group, admin));
    }

    /** Whether it is known that no worker would judge requests for the profile. */
    public boolean isUnserved() {
        return members.isPresent() && members.getAsInt() == 0;
    }

    /** What to print where the profile is unserved. */
    public String message() {
        return "no worker of the judge profile %s is running (the consumer group %s has no members)"
                .formatted(profile, group);
    }

    private static OptionalInt members(String group, Admin admin) {
        try {
            var description =
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group);
            return description == null
                    ? OptionalInt.of(0)
                    : OptionalInt.of(description.members().size());
        } catch (ExecutionException e) {
            return e.getCause() instanceof GroupIdNotFoundException ? OptionalInt.of(0) : OptionalInt.empty();
        } catch (KafkaException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
