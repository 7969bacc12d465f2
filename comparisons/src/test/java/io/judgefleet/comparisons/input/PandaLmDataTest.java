package io.judgefleet.comparisons.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.judgefleet.comparisons.json.InputSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PandaLmDataTest {
    @Test
    void shouldReadAllOfPandaLmsTestSetWhenDataIsThere() {
        var file = Path.of(System.getProperty("judgefleet.data", "../shared/data"), "pandalm", "testset-v1.json");
        assumeTrue(Files.isRegularFile(file), () -> "skipped: expected PandaLM's test set in " + file);

        var items = Inputs.read(InputSource.of(file), InputSettings.at(Inputs.READ_AT));

        List<Item.Accepted> accepted =
                items.stream().map(Item.Accepted.class::cast).toList();
        assertThat(accepted).hasSize(999);
        assertThat(accepted.stream().mapToInt(Item.Accepted::booleanAnswers).sum())
                .isEqualTo(6);
        assertThat(accepted.stream().mapToLong(Item.Accepted::emptyAnswers).sum())
                .isEqualTo(54);
        assertThat(accepted).allSatisfy(item -> assertThat(item.labels()).hasSize(3));
        assertThat(accepted.get(0).position().line()).isEqualTo(2);
    }
}
