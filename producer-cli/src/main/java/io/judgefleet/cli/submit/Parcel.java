package io.judgefleet.cli.submit;

import java.util.List;

/** What is to be sent for one comparison: its requests, and the labels that stood beside it. */
record Parcel(List<Outgoing> requests, List<Outgoing> labels) {
    Parcel {
        requests = List.copyOf(requests);
        labels = List.copyOf(labels);
    }

    int bytes() {
        return requests.stream().mapToInt(Outgoing::bytes).sum()
                + labels.stream().mapToInt(Outgoing::bytes).sum();
    }
}
