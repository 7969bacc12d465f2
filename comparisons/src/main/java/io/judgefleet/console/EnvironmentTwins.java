package io.judgefleet.console;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Gives every option its twin in the environment: {@code --rate} of {@code submit} is {@code JUDGEFLEET_SUBMIT_RATE}. */
public record EnvironmentTwins(Map<String, String> environment) implements IDefaultValueProvider {
    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        return argument instanceof OptionSpec option && !option.usageHelp() && !option.versionHelp()
                ? environment.get(name(option))
                : null;
    }

    /** The variable of an option. */
    public static String name(OptionSpec option) {
        var words =
                option.command().qualifiedName("_") + "_" + option.longestName().replaceFirst("^-+", "");
        return words.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
