package io.judgefleet.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerFaultTest {
    @TempDir
    Path folder;

    @Test
    void shouldNameTheFolderWhenItIsGone() {
        var data = new DataFolder(folder.resolve("data"));

        assertThat(new BrokerFault(data).words())
                .isEqualTo("the broker ended: its folder %s is gone; restore it, or start again with an empty one"
                        .formatted(data.broker()));
    }

    @Test
    void shouldNameTheLogWhenFolderAndDiskAreWell() throws IOException {
        var data = new DataFolder(folder);
        Files.createDirectories(data.broker());

        assertThat(new BrokerFault(data).words())
                .isEqualTo("the broker ended after a fault of its own; its log is " + data.log("local"));
    }
}
