package io.judgefleet.judgelm.cli;

import io.judgefleet.judgelm.training.Examination;
import io.judgefleet.judgelm.training.StepReport;
import io.judgefleet.judgelm.training.TrainingRun;
import io.judgefleet.judgelm.training.data.TrainingFile.Skip;
import io.judgefleet.metrics.Figure;
import io.judgefleet.metrics.text.VisibleText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** A line now and then about how a training run goes. */
final class TrainProgress implements TrainingRun.Listener {
    private static final long BETWEEN_LINES = 5_000_000_000L;
    private static final int SHOWN_SKIPS = 5;
    private static final double INERTIA = 0.95;

    private final PrintWriter out;
    private final boolean strict;
    private final LongSupplier clock;
    private final BooleanSupplier isToldToEnd;
    private long lastLine = Long.MIN_VALUE;
    private double loss = Double.NaN;
    private double seconds;
    private long tokens;
    private int made;

    TrainProgress(PrintWriter out, boolean strict, LongSupplier clock, BooleanSupplier isToldToEnd) {
        this.out = out;
        this.strict = strict;
        this.clock = clock;
        this.isToldToEnd = isToldToEnd;
    }

    @Override
    public void read(int training, int heldOut, List<Skip> skips) {
        if (strict && !skips.isEmpty()) {
            throw new IllegalArgumentException(skips.getFirst().toString());
        }
        out.printf("%,d examples to learn from, %,d held out, %,d lines left out%n", training, heldOut, skips.size());
        skips.stream().limit(SHOWN_SKIPS).forEach(skip -> out.println("  " + VisibleText.of(skip.toString())));
        out.flush();
    }

    @Override
    public void made(StepReport report, int steps) {
        made++;
        seconds += report.seconds();
        tokens += report.volume().tokens();
        loss = Double.isNaN(loss) ? report.loss() : INERTIA * loss + (1 - INERTIA) * report.loss();
        long now = clock.getAsLong();
        if (lastLine == Long.MIN_VALUE || now - lastLine > BETWEEN_LINES || report.step() == steps) {
            lastLine = now;
            out.printf(
                    Locale.ROOT,
                    "step %d/%d  loss %.4f  %,.0f tokens/s  %s left%n",
                    report.step(),
                    steps,
                    loss,
                    tokens / seconds,
                    duration(seconds / made * (steps - report.step())));
        }
        report.examination().ifPresent(found -> print(found, out));
        out.flush();
    }

    @Override
    public boolean goesOn() {
        return !isToldToEnd.getAsBoolean();
    }

    static void print(Examination examination, PrintWriter out) {
        examination.figures().forEach((name, figure) -> out.println("  " + line(name, figure)));
        out.flush();
    }

    private static String line(String name, Figure figure) {
        if (figure.value().isEmpty()) {
            return "%-26s none".formatted(name);
        }
        var interval = figure.interval()
                .map(found -> String.format(Locale.ROOT, "  (%.3f to %.3f)", found.low(), found.high()))
                .orElse("");
        return String.format(
                Locale.ROOT, "%-26s %.3f%s  n = %d", name, figure.value().getAsDouble(), interval, figure.n());
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return "%d:%02d:%02d".formatted(whole / 3600, whole / 60 % 60, whole % 60);
    }
}
