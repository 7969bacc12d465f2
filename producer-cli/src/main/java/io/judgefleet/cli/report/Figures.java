package io.judgefleet.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.judgefleet.metrics.Figure;
import java.util.Locale;

/** Figures in a few characters, from the metrics themselves or as the aggregator answers. */
final class Figures {
    private static final String NONE = "-";

    static String percent(Figure figure) {
        return figure.value().isPresent() ? percent(figure.value().getAsDouble(), 2) : NONE;
    }

    static String coefficient(Figure figure) {
        return figure.value().isPresent() ? coefficient(figure.value().getAsDouble()) : NONE;
    }

    /** The interval of a coefficient. */
    static String coefficients(Figure figure) {
        return figure.interval()
                .map(interval -> coefficient(interval.low()) + " to " + coefficient(interval.high()))
                .orElse(NONE);
    }

    /** A value in its unit, as {@code /api/definitions} names it, with a mark where it rests on few observations. */
    static String value(JsonNode figure, String unit) {
        return switch (unit) {
            case "share" -> percent(figure);
            case "rating" -> rating(figure);
            default -> coefficient(figure);
        };
    }

    /** The interval of a value in its unit. */
    static String interval(JsonNode figure, String unit) {
        return switch (unit) {
            case "share" -> percents(figure);
            case "rating" -> ratings(figure);
            default -> coefficients(figure);
        };
    }

    /** A share, with a mark where it rests on few observations. */
    static String percent(JsonNode figure) {
        return marked(figure, percent(figure.path("value").asDouble(), 1));
    }

    static String coefficient(JsonNode figure) {
        return marked(figure, coefficient(figure.path("value").asDouble()));
    }

    static String rating(JsonNode figure) {
        return marked(figure, format("%.1f", figure.path("value").asDouble()));
    }

    /** The interval of a share. */
    static String percents(JsonNode figure) {
        return interval(figure, 100, "%.1f to %.1f %%");
    }

    static String coefficients(JsonNode figure) {
        return interval(figure, 1, "%.3f to %.3f");
    }

    static String ratings(JsonNode figure) {
        return interval(figure, 1, "%.1f to %.1f");
    }

    static String n(JsonNode figure) {
        return figure.path("counts").path("n").asText(NONE);
    }

    /** Why a figure has no value; empty where it has one. */
    static String absence(JsonNode figure) {
        return figure.hasNonNull("value") ? "" : figure.path("absence").asText("");
    }

    private static String marked(JsonNode figure, String text) {
        if (!figure.hasNonNull("value")) {
            return words(absence(figure));
        }
        return figure.path("lowCount").asBoolean() ? text + "*" : text;
    }

    /** What a reader must not take for nothing; the other reasons are in JSON. */
    private static String words(String absence) {
        return switch (absence) {
            case "too-few" -> "too few";
            case "unbounded" -> absence;
            default -> NONE;
        };
    }

    private static String interval(JsonNode figure, double scale, String pattern) {
        var interval = figure.path("interval");
        return interval.isObject()
                ? format(
                        pattern,
                        scale * interval.path("low").asDouble(),
                        scale * interval.path("high").asDouble())
                : NONE;
    }

    private static String percent(double share, int digits) {
        return format("%." + digits + "f %%", 100 * share);
    }

    private static String coefficient(double value) {
        return format("%.3f", value);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private Figures() {}
}
