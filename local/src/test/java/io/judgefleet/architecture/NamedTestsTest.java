package io.judgefleet.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that a page of docs names as evidence exists, with its method. */
class NamedTestsTest {
    private static final Path ROOT = Path.of(System.getProperty("judgefleet.home"));
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w+(?:Test|IT))(?:\\.(should\\w+))?`");

    @Test
    void shouldFindEveryTestThatPagesName() throws IOException {
        var sources = sources();
        var missing = new TreeSet<String>();
        try (var pages = Files.walk(ROOT.resolve("docs"))) {
            for (var page :
                    pages.filter(file -> file.toString().endsWith(".md")).toList()) {
                NAMED.matcher(Files.readString(page)).results().forEach(named -> {
                    var source = sources.getOrDefault(named.group(1), "");
                    var method = named.group(2);
                    if (source.isEmpty() || method != null && !source.contains(" " + method + "(")) {
                        missing.add(page.getFileName() + ": " + named.group());
                    }
                });
            }
        }

        assertThat(missing).isEmpty();
    }

    /** The sources of test classes by simple name; modules may share one. */
    private static Map<String, String> sources() throws IOException {
        var sources = new TreeMap<String, String>();
        for (var folder : folders()) {
            try (var files = Files.walk(folder)) {
                for (var file :
                        files.filter(file -> file.toString().endsWith(".java")).toList()) {
                    sources.merge(
                            file.getFileName().toString().replace(".java", ""), Files.readString(file), String::concat);
                }
            }
        }
        return sources;
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve(Path.of("src", "test", "java")))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }
}
