package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.counts.Arrivals;
import io.judgefleet.aggregator.counts.Counts;
import io.judgefleet.aggregator.counts.DeadLetterCounts;
import io.judgefleet.aggregator.counts.Progress;
import io.judgefleet.aggregator.kafka.format.DecodingSerde;
import io.judgefleet.aggregator.kafka.serving.DeadLetterWatch;
import io.judgefleet.aggregator.kafka.serving.FleetPartitions;
import io.judgefleet.aggregator.kafka.serving.HttpPeerInstances;
import io.judgefleet.aggregator.kafka.serving.LiveCounts;
import io.judgefleet.aggregator.kafka.serving.LiveStores;
import io.judgefleet.aggregator.kafka.serving.LocalAnswers;
import io.judgefleet.aggregator.kafka.serving.LocalPartitions;
import io.judgefleet.aggregator.kafka.serving.PeerInstances;
import io.judgefleet.aggregator.kafka.serving.StoreCounts;
import io.judgefleet.aggregator.kafka.stores.ServedCounts;
import io.judgefleet.aggregator.kafka.stores.StoreMemory;
import io.judgefleet.comparisons.Label;
import io.judgefleet.deployable.HttpAccess;
import io.judgefleet.schemas.Verdict;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Topics;
import io.judgefleet.schemas.wire.Codec;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Metric;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** The topology as it runs in this process: reads verdicts and labels, keeps the counts, says how it fares. */
public final class VerdictStream implements Progress, AutoCloseable {
    private final StreamSettings settings;
    private final Codec<Verdict> verdicts;
    private final Codec<Label> labels;
    private final StoreMemory memory;
    private final Arrivals arrivals = new Arrivals();
    private final ServedCounts served = new ServedCounts();
    private final RecordFaults faults = new RecordFaults();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ThreadBudget threads;
    private final Topology topology;
    private final KafkaStreams streams;
    private final LiveStores stores;
    private final LocalPartitions local;
    private final PeerInstances peers;
    private final int partitions;
    private final DeadLetterWatch deadRequests;
    private final DeadLetterWatch deadVerdicts;

    /**
     * @param access of all aggregators of the application id
     * @throws StartRefusedException when the topics are not as they must be, or the state is in use
     */
    public VerdictStream(StreamSettings settings, HttpAccess access, Clock clock) {
        partitions = SourceTopics.partitions(settings.kafka());
        this.settings = settings;
        verdicts = Codec.verdicts(settings.kafka());
        labels = Codec.labels(settings.kafka());
        memory = new StoreMemory(settings.size().storeBytes());
        topology = AggregatorTopology.build(
                settings.counting(),
                new StreamParts(arrivals, served, faults),
                DecodingSerde.of(verdicts),
                DecodingSerde.ofDeletable(labels),
                FleetPrefix.of(settings.kafka()));
        streams = open();
        threads = new ThreadBudget(clock, closing);
        stores = new LiveStores(streams, served);
        local = new LocalPartitions(stores, settings.counting().horizon());
        peers = new HttpPeerInstances(access);
        var prefix = FleetPrefix.of(settings.kafka());
        deadRequests = new DeadLetterWatch(prefix.topic(Topics.DEAD_LETTERS), settings.kafka());
        deadVerdicts = new DeadLetterWatch(prefix.topic(Topics.VERDICT_DEAD_LETTERS), settings.kafka());
    }

    /**
     * Begins to read.
     *
     * @param onFailure gets what ended the stream for good, unless it was closed; may be called again, with a later cause
     * @throws UnreadableStateException when the local state cannot be opened; it is gone then, and this stream is closed
     */
    public void start(Consumer<Throwable> onFailure) {
        streams.setUncaughtExceptionHandler(exception -> {
            var response = threads.handle(exception);
            if (response == StreamThreadExceptionResponse.SHUTDOWN_CLIENT) {
                onFailure.accept(exception); // the end of the other threads may need memory that is not there
            }
            return response;
        });
        streams.setStateListener((now, before) -> {
            if (now == KafkaStreams.State.ERROR) {
                onFailure.accept(new StreamsException("Kafka Streams ended in state ERROR"));
            }
        });
        try {
            streams.start();
        } catch (ProcessorStateException e) {
            close();
            streams.cleanUp();
            throw new UnreadableStateException(settings.stateDir(), e);
        }
        deadRequests.start();
        deadVerdicts.start();
    }

    public Counts counts() {
        return new LiveCounts(stores, new StoreCounts(new FleetPartitions(local, this::others, peers, partitions)));
    }

    /** What other aggregators are told. */
    public LocalAnswers answers() {
        return new LocalAnswers(local);
    }

    @Override
    public State state() {
        return switch (streams.state()) {
            case CREATED -> State.STARTING;
            case REBALANCING -> State.RESTORING;
            case RUNNING -> State.RUNNING;
            case PENDING_SHUTDOWN, NOT_RUNNING -> State.STOPPING;
            case PENDING_ERROR, ERROR -> State.FAILED;
        };
    }

    @Override
    public String applicationId() {
        return settings.applicationId();
    }

    @Override
    public long deadLetters() {
        return faults.deadLetters();
    }

    @Override
    public long threadDeaths() {
        return threads.deaths();
    }

    @Override
    public Optional<Instant> lastThreadDeathAt() {
        return threads.lastDeathAt();
    }

    @Override
    public DeadLetterCounts deadLettersByTopic() {
        return new DeadLetterCounts(deadRequests.count(), deadVerdicts.count());
    }

    @Override
    public Optional<Instant> lastVerdictAt() {
        return arrivals.newest();
    }

    @Override
    public long lag() {
        return streams.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("records-lag"))
                .filter(this::isOfSources)
                .mapToLong(metric -> metric.metricValue() instanceof Double lag && lag > 0 ? lag.longValue() : 0)
                .sum();
    }

    /** The one that has the first partition, which exactly one has while none moves. */
    @Override
    public boolean isPublisher() {
        return served.partitions().containsKey(0);
    }

    @Override
    public String describe() {
        return topology.describe().toString();
    }

    @Override
    public void close() {
        closing.countDown();
        deadRequests.close();
        deadVerdicts.close();
        peers.close();
        // Leaving lets the next process begin at once instead of after the session.
        var ended = streams.close(CloseOptions.timeout(settings.closeTimeout())
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        if (ended) {
            memory.close(); // else a thread still writes there
        }
        verdicts.close();
        labels.close();
    }

    /** None where nobody said under which address this aggregator can be reached. */
    private List<URI> others() {
        return Optional.ofNullable(settings.kafka().get(StreamsConfig.APPLICATION_SERVER_CONFIG))
                .map(this::othersThan)
                .orElse(List.of());
    }

    private List<URI> othersThan(String own) {
        return streams.metadataForAllStreamsClients().stream()
                .filter(other -> !other.topicPartitions().isEmpty())
                .map(other -> other.host() + ":" + other.port())
                .filter(address -> !address.equals(own))
                .map(address -> URI.create("http://" + address))
                .toList();
    }

    private boolean isOfSources(Metric metric) {
        var topic = metric.metricName().tags().getOrDefault("topic", "");
        var prefix = FleetPrefix.of(settings.kafka());
        return topic.equals(prefix.topic(Topics.VERDICTS).name())
                || topic.equals(prefix.topic(Topics.LABELS).name());
    }

    private KafkaStreams open() {
        try {
            return new KafkaStreams(topology, StreamsProperties.of(settings, memory, faults));
        } catch (StreamsException e) {
            throw new StartRefusedException(
                    "expected the state directory %s to be this process's own, found it in use or unreadable: %s"
                            .formatted(settings.stateDir(), e.getMessage()),
                    e);
        } catch (KafkaException e) {
            throw new StartRefusedException("Kafka refuses the settings: " + e.getMessage(), e);
        }
    }
}
