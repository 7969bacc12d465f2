package io.judgefleet.judgelm.checkpoint.files;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A model folder that cannot be used as it is; the message names the file and, where there is one, the tensor. */
public final class CheckpointException extends RuntimeException {
    /** What is wrong with the folder. */
    public enum Fault {
        /** A file that must be there is not, or cannot be read. */
        UNREADABLE_FILE,
        /** A file that does not follow its own format. */
        MALFORMED_FILE,
        /** A file that ends before its content does. */
        TRUNCATED_FILE,
        /** A pickle that asks for more than tensors. */
        FORBIDDEN_PICKLE,
        /** A setting or layout that this engine does not compute. */
        UNSUPPORTED,
        /** A tensor that the configuration demands and no file has. */
        MISSING_TENSOR,
        /** A tensor that the configuration does not know. */
        UNEXPECTED_TENSOR,
        /** A tokenizer with tokens that the model has no embedding for. */
        FOREIGN_TOKENIZER,
        /** A tensor of other extents than the configuration demands. */
        WRONG_SHAPE,
        /** A tensor of an element type that is none of fp32, fp16 and bf16. */
        WRONG_DTYPE
    }

    private static final int LONGEST_MESSAGE = 500;

    private final Fault fault;

    public CheckpointException(Fault fault, Path file, String message) {
        this(fault, file, message, null);
    }

    public CheckpointException(Fault fault, Path file, String message, @Nullable Throwable cause) {
        super(file + ": " + printable(message), cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** Names and values in a message come from the file, which may hold anything. */
    private static String printable(String message) {
        var shortened = message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
        return shortened.replaceAll("\\p{Cntrl}", "?");
    }
}
