package io.judgefleet.cli.submit.requests;

import io.judgefleet.cli.submit.sending.OutgoingRecord;
import java.util.List;

/** What is to be sent for one comparison: its requests, and the labels that stood beside it. */
public record ComparisonRecords(List<OutgoingRecord> requests, List<OutgoingRecord> labels) {
    public ComparisonRecords {
        requests = List.copyOf(requests);
        labels = List.copyOf(labels);
    }

    public int bytes() {
        return requests.stream().mapToInt(OutgoingRecord::bytes).sum()
                + labels.stream().mapToInt(OutgoingRecord::bytes).sum();
    }
}
