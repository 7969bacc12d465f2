package io.judgefleet.schemas.topics;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the names of one fleet begin with on a cluster that several fleets share: topics, their subjects in the schema registry,
 * consumer groups and transactional ids.
 *
 * @param value empty where a fleet has the cluster to itself, else it ends with a dot, a hyphen or an underscore
 */
public record FleetPrefix(String value) {
    /** The property among the settings of a deployable or command that names the prefix. */
    public static final String SETTING = "judgefleet.prefix";

    /** Short enough for a topic's name, of which Kafka allows 249 characters, and for the changelog topics of the aggregator. */
    private static final Pattern ALLOWED = Pattern.compile("|[a-zA-Z0-9][a-zA-Z0-9._-]{0,79}[._-]");

    /** Of a fleet that has the cluster to itself; made last, for it is checked by the pattern above. */
    public static final FleetPrefix NONE = new FleetPrefix("");

    public FleetPrefix {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "expected a prefix of at most 80 letters, digits, dots, hyphens and underscores, found \"%s\""
                            .formatted(value));
        }
    }

    /** A prefix as a person writes it; a dot is added to one that ends with a letter or digit. */
    public static FleetPrefix parse(String text) {
        return new FleetPrefix(text.matches(".*[a-zA-Z0-9]") ? text + "." : text);
    }

    /** The prefix that settings name, none where they name none. */
    public static FleetPrefix of(Map<String, ?> settings) {
        var text = settings.get(SETTING);
        return text == null ? NONE : parse(text.toString());
    }

    /** The topic as it is called in this fleet. */
    public TopicSpec topic(TopicSpec spec) {
        return spec.withName(name(spec.name()));
    }

    /** All topics of this fleet. */
    public List<TopicSpec> topics() {
        return Topics.ALL.stream().map(this::topic).toList();
    }

    /** A consumer group, transactional id or other name as it is called in this fleet. */
    public String name(String name) {
        return value + name;
    }

    /** The consumer group of the workers that serve a judge profile, unless their own configuration names another. */
    public String workerGroup(String judgeProfile) {
        return name("judgefleet-worker-" + judgeProfile);
    }
}
