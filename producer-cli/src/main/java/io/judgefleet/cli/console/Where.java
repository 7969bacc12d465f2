package io.judgefleet.cli.console;

import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;

/**
 * The {@code --where name=value} options of a command, all of which must hold.
 *
 * @param names that the command knows, with how a value is looked for
 */
public record Where<V>(Map<String, BiPredicate<V, String>> names, List<Map.Entry<String, String>> wanted) {
    public Where {
        names = Map.copyOf(names);
        wanted = List.copyOf(wanted);
        for (var condition : wanted) {
            if (!names.containsKey(condition.getKey())) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "expected --where with one of %s, found \"%s\""
                                .formatted(
                                        String.join(
                                                ", ",
                                                names.keySet().stream().sorted().toList()),
                                        condition.getKey()));
            }
        }
    }

    /** Conditions as they were written, such as {@code stage=decode}. */
    public static <V> Where<V> of(Map<String, BiPredicate<V, String>> names, List<String> conditions) {
        return new Where<>(names, conditions.stream().map(Where::split).toList());
    }

    public boolean matches(V value) {
        return wanted.stream().allMatch(condition -> holds(condition, value));
    }

    public boolean isEmpty() {
        return wanted.isEmpty();
    }

    private boolean holds(Map.Entry<String, String> condition, V value) {
        var looked = names.get(condition.getKey());
        return looked != null && looked.test(value, condition.getValue());
    }

    private static Map.Entry<String, String> split(String condition) {
        int equals = condition.indexOf('=');
        if (equals < 1) {
            throw new CommandFailure(ExitCode.USAGE, "expected --where NAME=VALUE, found \"" + condition + "\"");
        }
        return Map.entry(condition.substring(0, equals), condition.substring(equals + 1));
    }
}
