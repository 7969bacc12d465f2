package io.judgefleet.cli.fleet;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Secrets;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The options that say where the fleet is; what stands further down this list wins: defaults, environment, file, options,
 * {@code -X}.
 */
public final class ConnectionOptions {
    private static final String DEFAULT_BOOTSTRAP = "127.0.0.1:9092";
    private static final String DEFAULT_REGISTRY = "http://127.0.0.1:8081/apis/ccompat/v7";
    private static final String DEFAULT_AGGREGATOR = "http://127.0.0.1:8080";

    private static final String PREFIX = "JUDGEFLEET_KAFKA_";
    private static final String BOOTSTRAP_TWIN = "JUDGEFLEET_BOOTSTRAP_SERVER";
    private static final String REGISTRY_TWIN = "JUDGEFLEET_SCHEMA_REGISTRY_URL";
    private static final String AGGREGATOR_TWIN = "JUDGEFLEET_AGGREGATOR_URL";
    private static final String AGGREGATOR_PROPERTY = "judgefleet.aggregator.url";
    private static final String PREFIX_TWIN = "JUDGEFLEET_PREFIX";
    private static final String CONFIG_TWIN = "JUDGEFLEET_COMMAND_CONFIG";

    /** A secret, which is why no option has it. */
    /** The variable with the token that the aggregator wants to see. */
    public static final String TOKEN = "JUDGEFLEET_AGGREGATOR_TOKEN";

    /** The variables that say where the fleet is, and those of other settings begin with {@code JUDGEFLEET_KAFKA_}. */
    public static final Set<String> VARIABLES =
            Set.of(BOOTSTRAP_TWIN, REGISTRY_TWIN, AGGREGATOR_TWIN, PREFIX_TWIN, CONFIG_TWIN, TOKEN);

    @Option(
            names = {"-b", "--bootstrap-server"},
            paramLabel = "HOST:PORT",
            description = {
                "Kafka's brokers, separated by commas. Default: $" + BOOTSTRAP_TWIN + " or",
                DEFAULT_BOOTSTRAP + "."
            })
    private @Nullable String bootstrapServer;

    @Option(
            names = "--schema-registry-url",
            paramLabel = "URL",
            description = {"The schema registry. Default: $" + REGISTRY_TWIN + " or", DEFAULT_REGISTRY + "."})
    private @Nullable String schemaRegistryUrl;

    @Option(
            names = "--aggregator-url",
            paramLabel = "URL",
            description = {"The aggregator. Default: $" + AGGREGATOR_TWIN + " or", DEFAULT_AGGREGATOR + "."})
    private @Nullable String aggregatorUrl;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description = "What the names of the fleet's topics, groups and transactional ids begin with, where several"
                    + " fleets share a cluster. Default: $" + PREFIX_TWIN + " or none.")
    private @Nullable String prefix;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "A file of properties for Kafka's clients and the registry's; " + AGGREGATOR_PROPERTY
                    + " and " + FleetPrefix.SETTING + " may stand in it too. Default: $" + CONFIG_TWIN + ".")
    private @Nullable Path commandConfig;

    @Option(
            names = "-X",
            paramLabel = "KEY=VALUE",
            description = "A property for Kafka's clients and the registry's; any number of times. The variable $"
                    + PREFIX + "A_B sets the property a.b.")
    private Map<String, String> properties = new LinkedHashMap<>();

    /** What the options and the environment come to. */
    public Connection connection(Map<String, String> environment) {
        var settings = new TreeMap<String, String>();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, DEFAULT_BOOTSTRAP);
        settings.put(Connection.SCHEMA_REGISTRY_URL, DEFAULT_REGISTRY);
        environment.forEach((name, value) -> fromEnvironment(name, value, settings));
        ifGiven(environment.get(BOOTSTRAP_TWIN), CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings);
        ifGiven(environment.get(REGISTRY_TWIN), Connection.SCHEMA_REGISTRY_URL, settings);
        ifGiven(environment.get(PREFIX_TWIN), FleetPrefix.SETTING, settings);
        file(environment).ifPresent(path -> load(path, settings));
        ifGiven(bootstrapServer, CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings);
        ifGiven(schemaRegistryUrl, Connection.SCHEMA_REGISTRY_URL, settings);
        ifGiven(prefix, FleetPrefix.SETTING, settings);
        properties.keySet().forEach(ConnectionOptions::refuseSecret);
        settings.putAll(properties);
        checkPrefix(settings);
        // Not Kafka's, but a file that says where a fleet is says where all of it is.
        var fromFile = settings.remove(AGGREGATOR_PROPERTY);
        return new Connection(settings, aggregator(environment, fromFile), Optional.ofNullable(environment.get(TOKEN)));
    }

    private static void checkPrefix(Map<String, String> settings) {
        try {
            FleetPrefix.of(settings);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    private static void refuseSecret(String name) {
        if (Secrets.isOne(name)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "expected secrets in --command-config FILE or in the environment, found %s on the command line"
                            .formatted(name));
        }
    }

    private URI aggregator(Map<String, String> environment, @Nullable String fromFile) {
        var text = Optional.ofNullable(aggregatorUrl)
                .or(() -> Optional.ofNullable(fromFile))
                .orElseGet(() -> environment.getOrDefault(AGGREGATOR_TWIN, DEFAULT_AGGREGATOR));
        try {
            var uri = URI.create(text.replaceAll("/+$", ""));
            if (uri.getHost() != null && String.valueOf(uri.getScheme()).matches("https?")) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new CommandFailure(
                ExitCode.USAGE, "expected a URL such as %s, found \"%s\"".formatted(DEFAULT_AGGREGATOR, text));
    }

    private Optional<Path> file(Map<String, String> environment) {
        return Optional.ofNullable(commandConfig)
                .or(() -> Optional.ofNullable(environment.get(CONFIG_TWIN)).map(Path::of));
    }

    private static void fromEnvironment(String name, String value, Map<String, String> settings) {
        if (name.startsWith(PREFIX) && name.length() > PREFIX.length()) {
            settings.put(
                    name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
        }
    }

    private static void ifGiven(@Nullable String value, String name, Map<String, String> settings) {
        Consumer<String> put = given -> settings.put(name, given);
        Optional.ofNullable(value).filter(given -> !given.isBlank()).ifPresent(put);
    }

    private static void load(Path path, Map<String, String> settings) {
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            var loaded = new Properties();
            loaded.load(reader);
            loaded.stringPropertyNames().forEach(name -> settings.put(name, loaded.getProperty(name)));
        } catch (IOException | IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot read properties from " + path, e);
        }
    }
}
