package io.judgefleet.faults.audit;

import static java.util.stream.Collectors.toMap;

import io.judgefleet.faults.InjectedFault;
import io.judgefleet.faults.audit.Evidence.Histories;
import io.judgefleet.faults.load.Acknowledged;
import io.judgefleet.faults.load.CommittedOffsets;
import io.judgefleet.faults.load.JsonLines;
import io.judgefleet.faults.load.Seen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that a run writes and an audit reads. */
public record RunFolder(Path path) {
    public Path acknowledged() {
        return path.resolve("acknowledged.jsonl");
    }

    public Path committed() {
        return path.resolve("committed.jsonl");
    }

    public Path seen() {
        return path.resolve("seen.jsonl");
    }

    public Path faults() {
        return path.resolve("faults.jsonl");
    }

    public Histories histories() {
        return new Histories(
                JsonLines.read(acknowledged(), Acknowledged.class),
                JsonLines.read(committed(), CommittedOffsets.class),
                JsonLines.read(seen(), Seen.class).stream()
                        .collect(toMap(
                                seen -> new Position(seen.topic(), seen.partition(), seen.offset()),
                                Seen::at,
                                // A reader whose connection broke may read a record again.
                                (first, again) -> first)),
                JsonLines.read(faults(), InjectedFault.class));
    }

    public void write(AuditReport report) {
        try {
            JsonLines.MAPPER
                    .writerWithDefaultPrettyPrinter()
                    .writeValue(reportFile().toFile(), report);
            Files.writeString(path.resolve("report.txt"), report.text());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report", e);
        }
    }

    public AuditReport report() {
        try {
            return JsonLines.MAPPER.readValue(reportFile().toFile(), AuditReport.class);
        } catch (IOException e) {
            throw new UncheckedIOException("expected the audit to leave a report", e);
        }
    }

    private Path reportFile() {
        return path.resolve("report.json");
    }
}
