package io.judgefleet.worker;

import io.judgefleet.testkit.Containers;
import io.judgefleet.testkit.Server;
import io.judgefleet.testkit.WithContainers;

@WithContainers
class WorkerContainerIT extends WorkerContract {
    @Override
    Server broker() {
        return Containers.broker();
    }

    @Override
    Server registry() {
        return Containers.registry();
    }
}
