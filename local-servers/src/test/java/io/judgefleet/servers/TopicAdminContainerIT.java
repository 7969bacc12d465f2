package io.judgefleet.servers;

import io.judgefleet.testkit.Containers;
import io.judgefleet.testkit.Server;
import io.judgefleet.testkit.WithContainers;

@WithContainers
class TopicAdminContainerIT extends TopicAdminContract {
    @Override
    Server broker() {
        return Containers.broker();
    }
}
