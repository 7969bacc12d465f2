package io.judgefleet.judgelm.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramArchiveTest {
    @Test
    void shouldStoreEveryEntryUncompressed() throws IOException {
        assertThat(entries(ProgramArchive.llama().bytes()))
                .containsOnlyKeys(
                        "m/version",
                        "m/constants.pkl",
                        "m/data.pkl",
                        "m/code/__torch__.py",
                        "m/code/__torch__/attention.py",
                        "m/code/__torch__/products.py",
                        "m/code/__torch__/eight_bits.py")
                .allSatisfy((name, method) -> assertThat(method).isEqualTo(ZipEntry.STORED));
    }

    @Test
    void shouldGiveTheSameBytesTwice() {
        assertThat(ProgramArchive.llama().bytes())
                .isEqualTo(ProgramArchive.llama().bytes());
    }

    @Test
    void shouldFindTheAttributesThatTheSourceDeclares() {
        assertThat(ProgramArchive.llama().attributes())
                .containsEntry("epsilon", "float")
                .containsEntry("layers", "int")
                .containsEntry("cached_keys", "List[Tensor]")
                .doesNotContainKey("x");
    }

    @Test
    void shouldRefuseAnAttributeThatItCannotLeaveEmpty() {
        var archive = new ProgramArchive("class Judge(Module):\n  table : Tensor\n");

        assertThatThrownBy(archive::bytes).hasMessageContaining("found Tensor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.7.1", "2.7.1-20250812", "2.7.1+cu128"})
    void shouldAcceptTheOneVersionOfLibtorch(String version) {
        TorchRuntime.checkVersion(version);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.10.0", "2.7.10", "1.13.1"})
    void shouldRefuseAnotherVersionOfLibtorch(String version) {
        assertThatThrownBy(() -> TorchRuntime.checkVersion(version))
                .hasMessageContaining("expected libtorch 2.7.1")
                .hasMessageContaining("found " + version);
    }

    private static Map<String, Integer> entries(byte[] archive) throws IOException {
        var entries = new LinkedHashMap<String, Integer>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), entry.getMethod());
            }
        }
        return entries;
    }
}
