package io.judgefleet.cli.submit.requests;

import io.judgefleet.cli.submit.sending.Outgoing;
import java.util.List;

/** What is to be sent for one comparison: its requests, and the labels that stood beside it. */
public record Parcel(List<Outgoing> requests, List<Outgoing> labels) {
    public Parcel {
        requests = List.copyOf(requests);
        labels = List.copyOf(labels);
    }

    public int bytes() {
        return requests.stream().mapToInt(Outgoing::bytes).sum()
                + labels.stream().mapToInt(Outgoing::bytes).sum();
    }
}
