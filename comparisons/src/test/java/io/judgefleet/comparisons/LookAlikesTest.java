package io.judgefleet.comparisons;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LookAlikesTest {
    @Test
    void shouldNameModelsWhenOnlyInvisibleThingsTellThemApart() {
        var names = new LookAlikes();
        List.of("gpt-4", "gpt-4 ", "gpt-4\u200b", "gpt-4", "caf\u00e9", "cafe\u0301", "llama", "Llama", "llama2")
                .forEach(names::add);

        assertThat(names.hints())
                .containsExactlyInAnyOrder(
                        "\"cafe\\u0301\" and \"caf\\u00e9\"", "\"gpt-4\" and \"gpt-4 \" and \"gpt-4\\u200b\"");
    }
}
