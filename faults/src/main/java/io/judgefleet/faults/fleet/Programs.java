package io.judgefleet.faults.fleet;

import java.util.List;

/** How our child processes are started: small, and with what this process has on its class path. */
final class Programs {
    static List<String> jvmArguments(int maxMegabytes) {
        return List.of(
                "-Xmx" + maxMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--enable-native-access=ALL-UNNAMED",
                "-Dlogback.configurationFile=io/judgefleet/faults/logback-child.xml");
    }

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    private Programs() {}
}
