package io.judgefleet.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.judgefleet.comparisons.Digest;
import io.judgefleet.judgement.WeightsOrigin;
import org.junit.jupiter.api.Test;

class JudgeIdentityTest {
    private static final JudgeIdentity EARLIER = identity("");

    @Test
    void shouldKeepFingerprintOfReleasesWhoseOutputIsTheSame() {
        assertThat(identity("1").fingerprint("0.1.0")).isEqualTo(identity("1").fingerprint("0.2.0"));
        assertThat(identity("1").fingerprint("0.1.0"))
                .isNotEqualTo(identity("2").fingerprint("0.1.0"));
    }

    @Test
    void shouldKeepFingerprintOfEarlierBuildsWhichHoldsTheCodeVersion() {
        assertThat(EARLIER.fingerprint("0.1.0"))
                .isEqualTo(Digest.of("w", "t", "judgelm-pair", "float32", "greedy", "0.1.0"));
        assertThat(EARLIER.fingerprint("0.1.0")).isNotEqualTo(EARLIER.fingerprint("0.2.0"));
    }

    private static JudgeIdentity identity(String outputVersion) {
        return new JudgeIdentity(
                "tiny", "w", "t", "judgelm-pair", "float32", "greedy", WeightsOrigin.TRAINED, outputVersion);
    }
}
