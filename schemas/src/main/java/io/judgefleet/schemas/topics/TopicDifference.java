package io.judgefleet.schemas.topics;

/** Where a cluster's topic differs from its {@link TopicSpec}. */
public sealed interface TopicDifference {
    String topicName();

    /** Whether it can be made right without losing or moving a record. */
    boolean isHarmless();

    /** For people. */
    String description();

    /** The topic does not exist. */
    record Missing(TopicSpec spec, Replication replication) implements TopicDifference {
        @Override
        public String topicName() {
            return spec.name();
        }

        @Override
        public boolean isHarmless() {
            return true;
        }

        @Override
        public String description() {
            return "%s: expected %d partitions, replication factor %d and min.insync.replicas=%d, found no topic"
                    .formatted(spec.name(), spec.partitions(), replication.factor(), replication.minInSync());
        }
    }

    /** Another number of partitions; it stays, for keys would move from one to another. */
    record Partitions(String topicName, int expected, int found) implements TopicDifference {
        @Override
        public boolean isHarmless() {
            return false;
        }

        @Override
        public String description() {
            return "%s: expected %d partitions, found %d".formatted(topicName, expected, found);
        }
    }

    /** Another number of replicas; replicas are moved between brokers by the operator, for that costs network and time. */
    record ReplicationFactor(String topicName, int expected, int found) implements TopicDifference {
        @Override
        public boolean isHarmless() {
            return false;
        }

        @Override
        public String description() {
            return "%s: expected a replication factor of %d, found %d".formatted(topicName, expected, found);
        }
    }

    /** Another value of a setting. */
    record Setting(String topicName, String name, String expected, String found, boolean isHarmless)
            implements TopicDifference {
        @Override
        public String description() {
            return "%s: expected %s=%s, found %s".formatted(topicName, name, expected, found);
        }
    }
}
