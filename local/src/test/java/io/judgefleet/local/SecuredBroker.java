package io.judgefleet.local;

import io.judgefleet.servers.LocalBroker;
import io.judgefleet.servers.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A broker that lets in nobody without TLS and a password, and lets nobody do what no rule says he may. */
final class SecuredBroker implements AutoCloseable {
    /** May do everything. */
    static final String ROOT = "root";

    private static final String STORE_PASSWORD = "keep-out";
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\"";

    private final LocalBroker broker;
    private final Path folder;

    private SecuredBroker(LocalBroker broker, Path folder) {
        this.broker = broker;
        this.folder = folder;
    }

    static SecuredBroker start(Path folder, List<String> accounts) throws IOException, InterruptedException {
        makeCertificate(folder);
        int port = Ports.free();
        return new SecuredBroker(
                LocalBroker.start(folder.resolve("broker"), port, settings(folder, port, accounts)), folder);
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** What the client of an account needs, in Kafka's own words. */
    Map<String, Object> client(String account) {
        return client(account, password(account));
    }

    Map<String, Object> client(String account, String password) {
        return Map.of(
                "bootstrap.servers",
                bootstrapServers(),
                "security.protocol",
                "SASL_SSL",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN.formatted(account, password) + ";",
                "ssl.truststore.type",
                "PEM",
                "ssl.truststore.location",
                folder.resolve("ca.pem").toString());
    }

    @Override
    public void close() {
        broker.close();
    }

    private static Map<String, String> settings(Path folder, int port, List<String> accounts) {
        var address = Ports.LOOPBACK + ":" + port;
        var controller = Ports.LOOPBACK + ":" + Ports.free();
        var settings = new HashMap<String, String>();
        settings.put("listeners", "SASL_SSL://%s,CONTROLLER://%s".formatted(address, controller));
        settings.put("advertised.listeners", "SASL_SSL://" + address);
        settings.put("controller.quorum.voters", "1@" + controller);
        settings.put("listener.security.protocol.map", "SASL_SSL:SASL_SSL,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "SASL_SSL");
        settings.put("sasl.mechanism.inter.broker.protocol", "PLAIN");
        settings.put("sasl.enabled.mechanisms", "PLAIN");
        settings.put("listener.name.sasl_ssl.plain.sasl.jaas.config", logins(accounts));
        settings.put("ssl.keystore.location", folder.resolve("broker.p12").toString());
        settings.put("ssl.keystore.type", "PKCS12");
        settings.put("ssl.keystore.password", STORE_PASSWORD);
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", folder.resolve("ca.pem").toString());
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        // The controller's listener is for this process alone.
        settings.put("super.users", "User:%s;User:ANONYMOUS".formatted(ROOT));
        return settings;
    }

    private static String logins(List<String> accounts) {
        return Stream.concat(Stream.of(ROOT), accounts.stream())
                .map(account -> " user_%s=\"%s\"".formatted(account, password(account)))
                .collect(Collectors.joining("", LOGIN.formatted(ROOT, password(ROOT)), ";"));
    }

    private static String password(String account) {
        return account + "-secret";
    }

    private static void makeCertificate(Path folder) throws IOException, InterruptedException {
        var store = folder.resolve("broker.p12").toString();
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=broker",
                "-validity",
                "2",
                "-ext",
                "SAN=ip:" + Ports.LOOPBACK,
                "-storetype",
                "PKCS12",
                "-keystore",
                store);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "broker",
                "-keystore",
                store,
                "-file",
                folder.resolve("ca.pem").toString());
    }

    private static void keytool(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        command.addAll(List.of("-storepass", STORE_PASSWORD));
        var log = Files.createTempFile("keytool", ".log");
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("keytool ended with %d: %s".formatted(status, Files.readString(log)));
        }
        Files.delete(log);
    }
}
