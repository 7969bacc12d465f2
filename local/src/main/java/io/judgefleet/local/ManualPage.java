package io.judgefleet.local;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** A command's help as a page for {@code man}. */
final class ManualPage {
    private final CommandSpec spec;
    private final StringBuilder page = new StringBuilder();

    ManualPage(CommandSpec spec) {
        this.spec = spec;
    }

    /** Such as {@code judgefleet-submit}. */
    String title() {
        return spec.qualifiedName("-");
    }

    String text() {
        page.setLength(0);
        page.append(".TH \"%s\" 1 \"\" \"Judgefleet\" \"Judgefleet\"\n".formatted(title()));
        section("NAME");
        line(title() + " - " + first(spec));
        section("SYNOPSIS");
        page.append(".nf\n");
        new Help(spec, Ansi.OFF).synopsis(0).lines().forEach(this::line);
        page.append(".fi\n");
        paragraphs("DESCRIPTION", spec.usageMessage().description());
        arguments();
        commands();
        paragraphs("NOTES", spec.usageMessage().footer());
        return page.toString();
    }

    private void arguments() {
        var positional = spec.positionalParameters();
        if (!positional.isEmpty()) {
            section("ARGUMENTS");
            positional.forEach(argument -> entry(argument.paramLabel(), description(argument)));
        }
        section("OPTIONS");
        spec.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> entry(names(option), description(option)));
    }

    private void commands() {
        if (!spec.subcommands().isEmpty()) {
            section("COMMANDS");
            spec.subcommands().forEach((name, command) -> entry(name, first(command.getCommandSpec())));
        }
    }

    private void paragraphs(String title, String[] lines) {
        var texts = Arrays.stream(lines).filter(text -> !text.isBlank()).toList();
        if (!texts.isEmpty()) {
            section(title);
            for (var text : texts) {
                page.append(".PP\n");
                line(plain(text));
            }
        }
    }

    private void section(String title) {
        page.append(".SH ").append(title).append('\n');
    }

    private void entry(String name, String description) {
        page.append(".TP\n.B ").append(escaped(name)).append('\n');
        line(description);
    }

    private void line(String text) {
        page.append(escaped(text)).append('\n');
    }

    private static String names(OptionSpec option) {
        var names = String.join(", ", option.names());
        return option.arity().max() == 0 ? names : names + " " + option.paramLabel();
    }

    private static String description(ArgSpec argument) {
        var sentences = Stream.concat(
                Arrays.stream(argument.description()).map(ManualPage::plain), defaultValue(argument).stream());
        return sentences.collect(Collectors.joining(" "));
    }

    private static List<String> defaultValue(ArgSpec argument) {
        var isShown = argument.command().usageMessage().showDefaultValues()
                && argument.showDefaultValue() != Visibility.NEVER
                && argument.defaultValue() != null;
        return isShown ? List.of("Default: " + argument.defaultValue() + ".") : List.of();
    }

    private static String first(CommandSpec spec) {
        var description = spec.usageMessage().description();
        return description.length == 0 ? "" : plain(description[0]);
    }

    /** Descriptions are format strings, in which a percent sign stands twice. */
    private static String plain(String description) {
        return description.replace("%%", "%");
    }

    /** As roff wants it: a hyphen is a character of its own, and a line that begins with a dot or an apostrophe is a request. */
    private static String escaped(String text) {
        var escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
