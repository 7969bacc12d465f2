package io.judgefleet.servers;

import io.judgefleet.testkit.Server;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class TopicAdminIT extends TopicAdminContract {
    @TempDir
    static Path folder;

    @Override
    Server broker() {
        var broker = LocalBroker.start(folder, 0);
        return new Server(broker.bootstrapServers(), broker::close);
    }
}
