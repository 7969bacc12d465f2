package io.judgefleet.cli.submit;

import io.judgefleet.cli.console.Forecast;
import io.judgefleet.cli.console.Progress;
import io.judgefleet.cli.submit.sending.Deliveries;
import java.util.Locale;

/** The line of progress of a submission: how much is read and sent, how fast, and when the input ends. */
final class SubmitProgress {
    private final Progress progress;
    private final Forecast forecast;
    private final ReadBytes bytes;
    private final Selection selection;
    private final boolean isDry;

    SubmitProgress(Progress progress, Forecast forecast, ReadBytes bytes, Selection selection, boolean isDry) {
        this.progress = progress;
        this.forecast = forecast;
        this.bytes = bytes;
        this.selection = selection;
        this.isDry = isDry;
    }

    void show(SubmitTally tally, Deliveries deliveries) {
        progress.show(() -> line(tally, deliveries));
    }

    void clear() {
        progress.clear();
    }

    String line(SubmitTally tally, Deliveries deliveries) {
        double share = selection.share(tally.comparisonsAccepted(), bytes.share());
        var read = Double.isNaN(share)
                ? "read %d".formatted(tally.linesRead())
                : String.format(Locale.ROOT, "read %d (%.0f %%)", tally.linesRead(), 100 * share);
        return read
                + ", %s %d".formatted(isDry ? "checked" : "sent", deliveries.requests())
                + forecast.of(tally.linesRead(), share)
                + part(", %d already judged", tally.requestsJudged())
                + part(", %d sent before", tally.requestsBefore())
                + part(", %d failed", deliveries.failed());
    }

    private static String part(String form, long count) {
        return count == 0 ? "" : form.formatted(count);
    }
}
