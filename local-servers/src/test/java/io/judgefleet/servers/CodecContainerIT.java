package io.judgefleet.servers;

import io.judgefleet.testkit.Containers;
import io.judgefleet.testkit.Server;
import io.judgefleet.testkit.WithContainers;

@WithContainers
class CodecContainerIT extends CodecContract {
    @Override
    Server registry() {
        return Containers.registry();
    }
}
