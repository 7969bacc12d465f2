package io.judgefleet.judgelm.checkpoint.files;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNREADABLE_FILE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.file.Path;
import java.util.Arrays;

/** The small text that Git leaves in the place of a large file until Git LFS fetches it. */
final class LfsPointer {
    private static final byte[] START = "version https://git-lfs.github.com/spec/".getBytes(US_ASCII);

    /** How many bytes tell. */
    static final int LENGTH = START.length;

    /** Refuses a file that begins like a pointer. */
    static void refuse(Path file, byte[] content) {
        if (Arrays.equals(START, Arrays.copyOf(content, LENGTH))) {
            throw new CheckpointException(
                    UNREADABLE_FILE,
                    file,
                    "expected the file itself, found a Git LFS pointer to it; fetch it with \"git lfs pull\"");
        }
    }

    private LfsPointer() {}
}
