package io.judgefleet.aggregator.kafka;

import io.judgefleet.aggregator.kafka.stores.Stores;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.GroupType;
import org.apache.kafka.common.KafkaException;

/**
 * Forgets all that an aggregator has counted, so that the next one with its application id counts from the beginning of the
 * topics: its offsets, its changelog topics and its local state. Verdicts, labels and published figures stay.
 *
 * <p>Run again, it finishes what an interrupted run began.
 */
public final class StateReset implements AutoCloseable {
    private final Admin admin;
    private final String applicationId;
    private final Path stateDir;

    public StateReset(StreamSettings settings) {
        admin = Admin.create(new HashMap<>(settings.kafka()));
        applicationId = settings.applicationId();
        stateDir = settings.stateDir().resolve(applicationId);
    }

    /**
     * What there is to forget.
     *
     * @param group whose offsets are known; empty where there is none
     * @param changelogs that exist
     * @param folder of local state; empty where there is none
     */
    public record Remains(Optional<GroupListing> group, List<String> changelogs, Optional<Path> folder) {
        public Remains {
            changelogs = List.copyOf(changelogs);
        }

        /** Whether an aggregator still runs, or its session has not ended yet. */
        public boolean isInUse() {
            return group.flatMap(GroupListing::groupState)
                    .filter(state -> state != GroupState.EMPTY && state != GroupState.DEAD)
                    .isPresent();
        }

        public boolean isNothing() {
            return group.isEmpty() && changelogs.isEmpty() && folder.isEmpty();
        }
    }

    /** @throws KafkaException when the brokers do not answer or refuse */
    public Remains find() {
        var topics = await(() -> admin.listTopics().names().get());
        var groups = await(() -> admin.listGroups().all().get());
        return new Remains(
                groups.stream()
                        .filter(group -> group.groupId().equals(applicationId))
                        .findFirst(),
                // By their full names: another application's id may begin with this one's.
                Stores.NAMES.stream()
                        .map(store -> "%s-%s-changelog".formatted(applicationId, store))
                        .filter(topics::contains)
                        .toList(),
                Optional.of(stateDir).filter(Files::isDirectory));
    }

    /**
     * Forgets it.
     *
     * @throws IllegalStateException when an aggregator still runs
     * @throws KafkaException when the brokers do not answer or refuse
     */
    public void forget(Remains remains) {
        if (remains.isInUse()) {
            throw new IllegalStateException("expected no running aggregator with the application id " + applicationId);
        }
        // Offsets first: an aggregator that started in between would go on from them with nothing counted, while
        // without
        // them it meets only duplicates of what it still knows.
        remains.group().ifPresent(this::delete);
        remains.folder().ifPresent(StateReset::delete);
        await(() -> admin.deleteTopics(remains.changelogs()).all().get());
    }

    @Override
    public void close() {
        admin.close();
    }

    private void delete(GroupListing group) {
        var ids = List.of(group.groupId());
        var isOfStreams = group.type().filter(GroupType.STREAMS::equals).isPresent();
        await(() -> isOfStreams
                ? admin.deleteStreamsGroups(ids).all().get()
                : admin.deleteConsumerGroups(ids).all().get());
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder, e);
        }
    }

    /** Something that the brokers will have done. */
    private interface Asking<T> {
        T get() throws ExecutionException, InterruptedException;
    }

    private static <T> T await(Asking<T> asking) {
        try {
            return asking.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException refused ? refused : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
