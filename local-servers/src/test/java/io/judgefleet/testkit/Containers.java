package io.judgefleet.testkit;

import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The servers that a fleet meets elsewhere, in containers.
 *
 * <p>Tests with them carry {@link WithContainers}. The system properties {@value #KAFKA_IMAGE} and
 * {@value #REGISTRY_IMAGE} name the images; the build sets both.
 */
public final class Containers {
    private static final String KAFKA_IMAGE = "judgefleet.test.kafka-image";
    private static final String REGISTRY_IMAGE = "judgefleet.test.registry-image";
    private static final int REGISTRY_PORT = 8080;
    private static final String CONFLUENT_API = "/apis/ccompat/v7";

    /** A broker with one partition of each of its own topics. */
    public static Server broker() {
        var image = DockerImageName.parse(image(KAFKA_IMAGE)).asCompatibleSubstituteFor("apache/kafka");
        var container = new KafkaContainer(image).withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false");
        container.start();
        return new Server(container.getBootstrapServers(), container::stop);
    }

    /** An Apicurio registry with its schemas in memory. */
    public static Server registry() {
        var container = new GenericContainer<>(DockerImageName.parse(image(REGISTRY_IMAGE)))
                .withExposedPorts(REGISTRY_PORT)
                .waitingFor(Wait.forHttp(CONFLUENT_API + "/subjects").withStartupTimeout(Duration.ofMinutes(2)));
        container.start();
        var address =
                "http://%s:%d%s".formatted(container.getHost(), container.getMappedPort(REGISTRY_PORT), CONFLUENT_API);
        return new Server(address, container::stop);
    }

    /** Whether a container engine answers. */
    public static boolean haveEngine() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    private static String image(String property) {
        var image = System.getProperty(property);
        if (image == null) {
            throw new IllegalStateException("expected the name of an image in the property %s".formatted(property));
        }
        return image;
    }

    private Containers() {}
}
