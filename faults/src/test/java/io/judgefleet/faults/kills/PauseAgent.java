package io.judgefleet.faults.kills;

import static net.bytebuddy.matcher.ElementMatchers.nameStartsWith;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.Advice.AssignReturned;
import net.bytebuddy.implementation.bytecode.assign.Assigner.Typing;

/**
 * A Java agent that puts {@link PausePoints} into a broker's transaction coordinator; it exists in test builds only.
 *
 * <p>Its argument is the folder that steers the points.
 */
public final class PauseAgent {
    public static void premain(String folder, Instrumentation instrumentation) {
        PausePoints.use(Path.of(folder));
        new AgentBuilder.Default()
                .ignore(not(nameStartsWith("kafka.coordinator.transaction.Transaction")
                        .or(nameStartsWith("org.apache.kafka.metadata.KRaft"))))
                .type(named("kafka.coordinator.transaction.TransactionMarkerChannelManager"))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(BeforeMarkers.class).on(named("addTxnMarkersToSend"))))
                .type(named("kafka.coordinator.transaction.TransactionCoordinator"))
                .transform((builder, type, loader, module, domain) ->
                        builder.visit(Advice.to(BeforeElection.class).on(named("onElection"))))
                .type(named("org.apache.kafka.metadata.KRaftMetadataCache"))
                .transform((builder, type, loader, module, domain) -> builder.visit(Advice.withCustomMapping()
                        .with(new AssignReturned.Factory())
                        .to(HiddenLeader.class)
                        .on(named("getPartitionLeaderEndpoint"))))
                .installOn(instrumentation);
    }

    /** Writes the archive that {@code -javaagent} asks for; it refers to the classes where they are. */
    static Path writeArchive(Path folder) {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", PauseAgent.class.getName());
        manifest.getMainAttributes()
                .put(Attributes.Name.CLASS_PATH, location(PauseAgent.class) + " " + location(Advice.class));
        try {
            var archive = Files.createDirectories(folder).resolve("pause-agent.jar");
            new JarOutputStream(Files.newOutputStream(archive), manifest).close();
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the agent's archive", e);
        }
    }

    private static String location(Class<?> type) {
        try {
            return type.getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI()
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("expected to run from a folder or an archive", e);
        }
    }

    static final class BeforeMarkers {
        @Advice.OnMethodEnter
        static void enter(@Advice.Argument(1) Object result) {
            PausePoints.beforeMarkers(String.valueOf(result));
        }
    }

    static final class BeforeElection {
        @Advice.OnMethodEnter
        static void enter() {
            PausePoints.beforeElection();
        }
    }

    static final class HiddenLeader {
        @Advice.OnMethodExit
        @AssignReturned.ToReturned(typing = Typing.DYNAMIC)
        static Object exit(
                @Advice.Argument(0) String topic,
                @Advice.Argument(1) int partition,
                @Advice.Return(typing = Typing.DYNAMIC) Object leader) {
            return PausePoints.hidesLeader(topic, partition) ? Optional.empty() : leader;
        }
    }

    private PauseAgent() {}
}
