package io.judgefleet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives all test classes the same fleet, which ends with the last of them: its servers take long to start. */
public final class SharedFleet implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalFleet.class;
    }

    @Override
    public LocalFleet resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedFleet.class))
                .getOrComputeIfAbsent(LocalFleet.class, type -> started(), LocalFleet.class);
    }

    private static LocalFleet started() {
        try {
            var build = Files.createDirectories(Path.of("target"));
            var fleet = LocalFleet.start(Files.createTempDirectory(build, "fleet"));
            fleet.run("topics", "apply");
            return fleet;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
