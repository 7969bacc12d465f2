package io.judgefleet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** The table of rights in docs/security.md, as an administrator who follows it would grant them. */
record DocumentedRights(List<Right> rights) {
    private static final Path PAGE = Path.of("..", "docs", "security.md");
    private static final Pattern ROW = Pattern.compile(
            "\\| ([a-z]+) \\| (topic|group|transactional-id) \\| ([a-z0-9.-]*\\*?) \\| ([a-z, -]+) \\|");

    /** A row of the table. */
    record Right(String account, AclBinding binding) {}

    static DocumentedRights read() throws IOException {
        return new DocumentedRights(Files.readAllLines(PAGE).stream()
                .flatMap(line -> {
                    var row = ROW.matcher(line);
                    return row.matches()
                            ? rights(row.group(1), row.group(2), row.group(3), row.group(4))
                            : Stream.empty();
                })
                .toList());
    }

    List<String> accounts() {
        return rights.stream().map(Right::account).distinct().toList();
    }

    List<AclBinding> bindings() {
        return rights.stream().map(Right::binding).toList();
    }

    private static Stream<Right> rights(String account, String type, String name, String operations) {
        var resource =
                new ResourcePattern(ResourceType.fromString(constant(type)), resourceName(name), patternType(name));
        return Arrays.stream(operations.split(", "))
                .map(operation -> new Right(account, new AclBinding(resource, entry(account, operation))));
    }

    private static String resourceName(String name) {
        return name.equals("*") || !name.endsWith("*") ? name : name.substring(0, name.length() - 1);
    }

    /** Kafka's name for all resources is a literal star. */
    private static PatternType patternType(String name) {
        return name.equals("*") || !name.endsWith("*") ? PatternType.LITERAL : PatternType.PREFIXED;
    }

    private static AccessControlEntry entry(String account, String operation) {
        return new AccessControlEntry(
                "User:" + account, "*", AclOperation.fromString(constant(operation)), AclPermissionType.ALLOW);
    }

    private static String constant(String word) {
        return word.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
