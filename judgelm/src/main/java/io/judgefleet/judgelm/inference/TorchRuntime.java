package io.judgefleet.judgelm.inference;

import ai.djl.engine.Engine;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.util.Utils;
import com.sun.jna.Function;
import com.sun.jna.Platform;
import java.util.List;
import java.util.Map;

/** The native PyTorch of this process: loaded once, of the one version that its Java binding works with. */
public final class TorchRuntime {
    /** With another libtorch the binding loads, and then takes the JVM down. */
    static final String VERSION = "2.7.1";

    private static final List<String> CACHES = List.of("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "LRU_CACHE_CAPACITY");
    private static final String KEPT_SHAPES = "64";
    private static final long SMALL_MODEL = 8_000_000;
    private static final Map<String, String> DEFAULTS =
            Map.of("DJL_OFFLINE", "true", "OPT_OUT_TRACKING", "true", "ai.djl.pytorch.graph_optimizer", "false");

    /** Loads the natives; a thread that runs programs calls this first. */
    static void prepareThread() {
        quieten();
        checkVersion(setting("PYTORCH_VERSION", VERSION));
        // What PYTORCH_VERSION says is believed by the binding; the library itself knows better.
        TorchLibrary.in(Utils.getEnvOrSystemProperty("PYTORCH_LIBRARY_PATH", ""))
                .ifPresent(library -> checkVersion(library.version(VERSION)));
        waitPassively();
        boundCaches();
        checkVersion(Engine.getEngine("PyTorch").getVersion());
        // The profiling executor compiles again for every new shape; a judge's shapes are all new.
        JniUtils.setGraphExecutorOptimize(false);
    }

    /** The binding neither asks the network for natives nor tells anyone that it runs, unless the user says so. */
    private static void quieten() {
        DEFAULTS.forEach((name, value) -> System.setProperty(name, setting(name, value)));
    }

    /** What libtorch itself would use, asked before anyone changes it. */
    private static final class Cores {
        static final int COUNT = JniUtils.getNumThreads();
    }

    /**
     * A model this small is read faster by one thread than by two that hand each other tiny pieces.
     *
     * @return how many threads compute from now on
     */
    public static int chooseThreads(long parameters) {
        int all = Cores.COUNT;
        if (System.getProperty("ai.djl.pytorch.num_threads") == null) {
            JniUtils.setNumThreads(parameters < SMALL_MODEL ? 1 : all);
        }
        return JniUtils.getNumThreads();
    }

    /**
     * Threads that wait for work sleep. By default OpenMP's threads spin, and on a machine that others use too, each small
     * operation then waits for a thread that has lost its core: 20 times slower, measured.
     */
    private static void waitPassively() {
        if (System.getenv("GOMP_SPINCOUNT") == null) {
            setEnvironment("OMP_WAIT_POLICY", "passive");
        }
    }

    /**
     * oneDNN keeps a program for every shape of matrices that it has met, the last 1,024 of them by default. A judge's shapes
     * are nearly all new: what was kept was some 400 MB, and looked for in vain. So many are enough for the layers of a pass.
     */
    private static void boundCaches() {
        CACHES.forEach(cache -> setEnvironment(cache, KEPT_SHAPES));
    }

    /** For natives that are not loaded yet; what the user has set stays. */
    private static void setEnvironment(String name, String value) {
        if (Platform.isLinux() || Platform.isMac()) {
            Function.getFunction(Platform.C_LIBRARY_NAME, "setenv").invokeInt(new Object[] {name, value, 0});
        }
    }

    static void checkVersion(String found) {
        if (!found.equals(VERSION) && !found.startsWith(VERSION + "-") && !found.startsWith(VERSION + "+")) {
            throw new IllegalArgumentException(
                    "expected libtorch %1$s, the only version that the engine's binding works with, found %2$s; unset PYTORCH_VERSION and PYTORCH_LIBRARY_PATH, or point them to %1$s"
                            .formatted(VERSION, found));
        }
    }

    private static String setting(String name, String otherwise) {
        var property = System.getProperty(name);
        var environment = System.getenv(name);
        return property != null ? property : environment != null ? environment : otherwise;
    }

    private TorchRuntime() {}
}
