package io.judgefleet.judgelm.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessorTest {
    @Test
    void shouldReadWhatLinuxSays() {
        var processor = Processor.of(List.of(
                "processor\t: 0",
                "vendor_id\t: AuthenticAMD",
                "model name\t: AMD EPYC",
                "flags\t\t: fpu avx2 avx512dq avx512bw avx512vl",
                "",
                "processor\t: 1",
                "vendor_id\t: AuthenticAMD"));

        assertThat(processor.isFastInMkl()).isFalse();
        assertThat(processor.multipliesBf16()).isTrue();
        assertThat(processor.multipliesInt8()).isFalse();
    }

    @Test
    void shouldTakeAProcessorThatSaysNothingForFast() {
        var processor = Processor.of(List.of("BogoMIPS\t: 50.00", "Features\t: fp asimd"));

        assertThat(processor.isFastInMkl()).isTrue();
        assertThat(processor.multipliesBf16()).isTrue();
        assertThat(processor.multipliesInt8()).isTrue();
    }
}
