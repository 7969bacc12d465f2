package io.judgefleet.judgelm.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's loss over its steps, on a logarithmic scale: every step faint, their running mean strong. */
final class CurveSvg {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int MARGIN = 48;
    private static final double INERTIA = 0.95;
    private static final double[] GRID = {0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20};

    private final double low;
    private final double high;
    private final int lastStep;

    private CurveSvg(List<StepReport> reports) {
        low = reports.stream().mapToDouble(StepReport::loss).min().orElse(0.1);
        high = Math.max(
                low * 1.01, reports.stream().mapToDouble(StepReport::loss).max().orElse(1));
        lastStep = reports.stream().mapToInt(StepReport::step).max().orElse(1);
    }

    static String of(List<StepReport> reports) {
        var positive = reports.stream().filter(report -> report.loss() > 0).toList();
        return new CurveSvg(positive).draw(positive);
    }

    private String draw(List<StepReport> reports) {
        var means = new ArrayList<Double>();
        for (var report : reports) {
            means.add(means.isEmpty() ? report.loss() : INERTIA * means.getLast() + (1 - INERTIA) * report.loss());
        }
        var svg = new StringBuilder(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n"
                        .formatted(WIDTH, HEIGHT));
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        for (var loss : GRID) {
            if (loss >= low && loss <= high) {
                svg.append(line(loss));
            }
        }
        svg.append(curve(reports, reports.stream().map(StepReport::loss).toList(), "#b0c4de", 1));
        svg.append(curve(reports, means, "#1f4e79", 2));
        svg.append(text(MARGIN, HEIGHT - 16, "start", "step 1"));
        svg.append(text(WIDTH - MARGIN, HEIGHT - 16, "end", "step " + lastStep));
        svg.append(text(MARGIN, 24, "start", "loss for each judgement token, and its running mean"));
        return svg.append("</svg>\n").toString();
    }

    private String line(double loss) {
        return format(
                        "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>\n",
                        MARGIN, WIDTH - MARGIN, y(loss), y(loss))
                + text(MARGIN - 6, y(loss) + 4, "end", Double.toString(loss));
    }

    private String curve(List<StepReport> reports, List<Double> losses, String colour, int width) {
        var points = new StringBuilder();
        for (int i = 0; i < reports.size(); i++) {
            points.append(format("%.1f,%.1f ", x(reports.get(i).step()), y(losses.get(i))));
        }
        return format(
                "<polyline fill=\"none\" stroke=\"%s\" stroke-width=\"%d\" points=\"%s\"/>\n",
                colour, width, points.toString().strip());
    }

    private static String text(double x, double y, String anchor, String text) {
        return format("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, text);
    }

    private double x(int step) {
        return MARGIN + (WIDTH - 2.0 * MARGIN) * (step - 1) / Math.max(1, lastStep - 1);
    }

    private double y(double loss) {
        var share = (Math.log(loss) - Math.log(low)) / (Math.log(high) - Math.log(low));
        return HEIGHT - MARGIN - share * (HEIGHT - 2.0 * MARGIN);
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
