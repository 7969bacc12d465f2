package io.judgefleet.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SkippedProfilesTest {
    private final SkippedProfiles profiles = new SkippedProfiles();

    @Test
    void shouldKeepAProfileThatItHasSeen() {
        assertThat(profiles.known("strict")).isEqualTo("strict").isEqualTo(profiles.known("strict"));
    }

    @Test
    void shouldNotLetProducersMakeAsManyLabelsAsTheyLike() {
        var labels = new HashSet<String>();

        IntStream.range(0, 1_000).forEach(i -> labels.add(profiles.known("profile-" + i)));

        assertThat(labels).hasSize(21).contains("profile-0", "profile-19", "(others)");
    }

    @Test
    void shouldCutALongNameBetweenCharacters() {
        assertThat(profiles.known("\ud83d\ude00".repeat(200))).isEqualTo("\ud83d\ude00".repeat(100));
    }
}
