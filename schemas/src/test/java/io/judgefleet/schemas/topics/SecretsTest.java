package io.judgefleet.schemas.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssl.key.password",
                "sasl.jaas.config",
                "basic.auth.user.info",
                "bearer.auth.token",
                "ssl.keystore.key",
                "sasl.oauthbearer.client.credentials.client.secret"
            })
    void shouldKnowSecretsByTheirNames(String name) {
        assertThat(Secrets.isOne(name)).isTrue();
    }

    @Test
    void shouldMaskSecretsAlone() {
        assertThat(Secrets.masked(Map.of("ssl.key.password", "hidden", "bootstrap.servers", "kafka:1")))
                .isEqualTo(Map.of("ssl.key.password", "***", "bootstrap.servers", "kafka:1"));
    }
}
