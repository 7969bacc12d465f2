package io.judgefleet.judgelm.inference;

import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What this machine's processor multiplies fast, as libtorch's libraries see it.
 *
 * @param vendor such as {@code GenuineIntel}; empty where nobody says
 * @param instructions the names of its instruction sets, as Linux writes them
 */
record Processor(String vendor, Set<String> instructions) {
    private static final Path LINUX = Path.of("/proc/cpuinfo");
    private static final Pattern WORDS = Pattern.compile(" +");

    /** The processor of this machine; where it cannot be asked, one that is taken to be fast in all. */
    static Processor here() {
        try {
            return of(Files.readAllLines(LINUX));
        } catch (IOException e) {
            return new Processor("", Set.of());
        }
    }

    /** Reads what Linux says in {@code /proc/cpuinfo}. */
    static Processor of(List<String> lines) {
        return new Processor(
                value(lines, "vendor_id"),
                WORDS.splitAsStream(value(lines, "flags")).collect(toSet()));
    }

    /** MKL keeps its fast kernels of single precision for processors of its own maker. */
    boolean isFastInMkl() {
        return vendor.isEmpty() || vendor.equals("GenuineIntel");
    }

    /** oneDNN has kernels for bfloat16 from AVX-512 on. */
    boolean multipliesBf16() {
        return has("avx512bw", "avx512vl", "avx512dq");
    }

    /** libtorch asks oneDNN for products of eight-bit integers where there is an instruction for them. */
    boolean multipliesInt8() {
        return has("avx512_vnni") || has("amx_int8");
    }

    private boolean has(String... names) {
        return vendor.isEmpty() || instructions.containsAll(List.of(names));
    }

    private static String value(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .findFirst()
                .orElse("");
    }
}
