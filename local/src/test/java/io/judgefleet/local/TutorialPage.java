package io.judgefleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The commands of docs/tutorial.md, each with the output that the page shows. */
public final class TutorialPage {
    private static final Path PAGE = Path.of(System.getProperty("judgefleet.home"), "docs", "tutorial.md");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```");

    /** One command of the page, and the output below it, which may be empty. */
    public record Step(String command, String shown) {}

    /** The steps in the order of the page. */
    public static List<Step> steps() throws IOException {
        var steps = new ArrayList<Step>();
        BLOCK.matcher(Files.readString(PAGE)).results().forEach(block -> {
            if (block.group(1).equals("sh")) {
                steps.add(new Step(block.group(2).strip(), ""));
            } else if (block.group(1).isEmpty()) {
                steps.add(new Step(steps.removeLast().command(), block.group(2)));
            }
        });
        return steps;
    }

    /** The lines of an output without their numbers, which differ between processors, and without alignment. */
    public static List<String> shapes(String output) {
        return output.lines()
                .map(line ->
                        line.replaceAll("[-.\\d]+", "#").replaceAll(" +", " ").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    private TutorialPage() {}
}
