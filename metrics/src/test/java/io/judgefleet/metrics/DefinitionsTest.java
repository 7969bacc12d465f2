package io.judgefleet.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.metrics.rating.AnswerStyle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The metrics page has every definition that the code has and no other, and says of each where it is shown. */
final class DefinitionsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern IN_CODE = Pattern.compile("\"([AB]\\d+\\.[a-z0-9-]*)\"");
    private static final Pattern ON_PAGE = Pattern.compile("`([AB]\\d+\\.[a-z0-9-]+)(?:…)?`");
    /** Of ratings themselves, which are no figures. */
    private static final Set<String> RATINGS = Set.of("B13.elo", "B14.rao-kupper");

    /** Of ids, in {@link Range}. */
    private static final Set<String> BEGINNINGS = Set.of(
            "A1.",
            "A4.task-",
            "B0.",
            "B1.setup-",
            "B2.true-",
            "B3.",
            "B4.bias-",
            "B4.decided-",
            "B9.attack-success-",
            "B10.");

    @Test
    void shouldHaveTheSameDefinitionsOnPageAsInCode() throws IOException {
        var defined = new TreeSet<String>();
        for (var literal : literals()) {
            if (literal.equals("B15.style-")) {
                AnswerStyle.FEATURES.forEach(feature -> defined.add(literal + feature));
            } else if (!BEGINNINGS.contains(literal)) {
                defined.add(literal);
            }
        }
        defined.addAll(RATINGS);

        assertThat(new TreeSet<>(ids(page()))).isEqualTo(defined);
    }

    /** Once where it is shown or where those stand that nothing shows, and once at least where it is defined. */
    @Test
    void shouldSayOfEveryDefinitionWhereItIsShown() throws IOException {
        var shown = ids(section("## Where each figure is shown", "## Shown by nothing yet"));
        var hidden = ids(section("## Shown by nothing yet", "## When a figure is absent"));
        var defined = ids(page().substring(0, page().indexOf("## Where each figure is shown")));
        var both = new ArrayList<>(shown);
        both.addAll(hidden);

        assertThat(both).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(new TreeSet<>(defined));
    }

    private static String page() throws IOException {
        return Files.readString(ROOT.resolve("docs/metrics.md"));
    }

    private static String section(String from, String to) throws IOException {
        var page = page();
        return page.substring(page.indexOf(from), page.indexOf(to));
    }

    private static List<String> ids(String text) {
        return ON_PAGE.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static Set<String> literals() throws IOException {
        var literals = new TreeSet<String>();
        for (var module : List.of("metrics", "aggregator", "judgelm", "worker", "producer-cli")) {
            try (var files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file ->
                                IN_CODE.matcher(read(file)).results().forEach(match -> literals.add(match.group(1))));
            }
        }
        return literals;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
