package io.judgefleet.servers;

import io.judgefleet.testkit.Server;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(value = Resources.SYSTEM_PROPERTIES, mode = ResourceAccessMode.READ)
class CodecIT extends CodecContract {
    @TempDir
    Path folder;

    @Override
    Server registry() {
        var registry = LocalRegistry.start(folder, 0);
        return new Server(registry.url(), registry::close);
    }
}
