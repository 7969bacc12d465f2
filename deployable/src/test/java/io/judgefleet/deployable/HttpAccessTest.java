package io.judgefleet.deployable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAccessTest {
    @TempDir
    Path folder;

    @Test
    void shouldNeedNoTokenOnLoopback() {
        assertThat(read(Map.of())).isEqualTo(HttpAccess.OPEN);
    }

    @Test
    void shouldReadTheTokenFromItsFile() throws Exception {
        var file = Files.writeString(folder.resolve("token"), "s3cret\n");

        var access = read(Map.of("judgefleet.http.token-file", file.toString(), "micronaut.server.host", "0.0.0.0"));

        assertThat(access).isEqualTo(new HttpAccess(Optional.of("s3cret"))).hasToString("token");
    }

    @Test
    void shouldRefuseAnEmptyTokenFile() throws Exception {
        var file = Files.writeString(folder.resolve("token"), "\n");

        assertThatThrownBy(() -> read(Map.of("judgefleet.http.token-file", file.toString())))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("judgefleet.http.token-file: expected a token in %s, found an empty file".formatted(file));
    }

    @ParameterizedTest
    @CsvSource({
        "micronaut.server.host, 0.0.0.0, 'a loopback address, or a token in judgefleet.http.token-file, or"
                + " judgefleet.http.open=true'",
        "micronaut.server.port, 70000, 'a port from 0 to 65535, or -1 for a free one'",
        "micronaut.server.port, http, 'a port from 0 to 65535, or -1 for a free one'",
        "judgefleet.http.open, maybe, 'true or false'",
    })
    void shouldNameTheSettingThatIsWrong(String property, String value, String expected) {
        var own = new HashMap<String, Object>(Map.of("micronaut.server.host", "0.0.0.0"));
        if (property.equals("micronaut.server.port")) {
            own.put("micronaut.server.host", "::1");
        }
        own.put(property, value);

        assertThatThrownBy(() -> read(own))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("%s: expected %s, found \"%s\"".formatted(property, expected, value));
    }

    @Test
    void shouldAdmitTheTokenAlone() {
        var access = new HttpAccess(Optional.of("s3cret"));

        assertThat(access.admits("Bearer s3cret")).isTrue();
        assertThat(access.admits("Bearer s3creT")).isFalse();
        assertThat(access.admits("s3cret")).isFalse();
        assertThat(access.admits("")).isFalse();
        assertThat(HttpAccess.OPEN.admits("")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"/, true", "/health, true", "/health/readiness, true", "/healthy, false", "/api/status, false"})
    void shouldKeepHealthAndThePagePublic(String path, boolean isPublic) {
        assertThat(HttpAccess.isPublic(path)).isEqualTo(isPublic);
    }

    private static HttpAccess read(Map<String, Object> own) {
        var properties = new HashMap<String, Object>(Map.of(
                "micronaut.server.host", "127.0.0.1", "micronaut.server.port", 8080, "judgefleet.http.open", false));
        properties.putAll(own);
        try (var context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .environmentPropertySource(false)
                .properties(properties)
                .build()) {
            context.getEnvironment().start();
            return HttpAccess.read(new PropertyReader(context.getEnvironment()));
        }
    }
}
