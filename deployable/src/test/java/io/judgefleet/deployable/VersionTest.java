package io.judgefleet.deployable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VersionTest {
    @Test
    void shouldReadTheVersionFromTheFile() {
        assertThat(Version.read("/version-of-a-test.properties")).isEqualTo("1.2.3");
    }

    @Test
    void shouldNameTheFileWhenItIsMissing() {
        assertThatThrownBy(() -> Version.read("/no-such.properties")).hasMessage("/no-such.properties");
    }
}
