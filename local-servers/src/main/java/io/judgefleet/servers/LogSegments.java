package io.judgefleet.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.RecordBatch;

/** The files in which a broker keeps the records of its partitions, read without the broker. */
final class LogSegments {
    private static final Pattern PARTITION_FOLDER = Pattern.compile("(.+)-(\\d+)");

    /** The folders of a broker's partitions; the log of the cluster's metadata is not one of them. */
    static Map<TopicPartition, Path> partitions(Path brokerFolder) {
        var partitions = new TreeMap<TopicPartition, Path>((first, second) -> {
            int byTopic = first.topic().compareTo(second.topic());
            return byTopic == 0 ? Integer.compare(first.partition(), second.partition()) : byTopic;
        });
        try (var folders = Files.list(brokerFolder)) {
            folders.filter(Files::isDirectory).forEach(folder -> {
                var name = PARTITION_FOLDER.matcher(folder.getFileName().toString());
                if (name.matches() && !name.group(1).equals("__cluster_metadata")) {
                    partitions.put(new TopicPartition(name.group(1), Integer.parseInt(name.group(2))), folder);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the partitions in " + brokerFolder, e);
        }
        return partitions;
    }

    /** Passes the batches of a partition in the order of their offsets; one that is cut off at the end is left out. */
    static void forEachBatch(Path partitionFolder, Consumer<RecordBatch> reader) {
        for (var segment : segments(partitionFolder)) {
            try (var records = FileRecords.open(segment.toFile(), false)) {
                records.batches().forEach(reader);
            } catch (NoSuchFileException e) {
                // Deleted by its retention since it was listed.
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + segment, e);
            }
        }
    }

    private static List<Path> segments(Path partitionFolder) {
        try (var files = Files.list(partitionFolder)) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the segments in " + partitionFolder, e);
        }
    }

    private LogSegments() {}
}
