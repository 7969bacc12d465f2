package io.judgefleet.judgelm.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A text that a command was given as a file. */
final class TextFile {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    /** The text as it is, its last newline included; a byte-order mark is no part of it. */
    static String read(Path file) throws IOException {
        try {
            var text = Files.readString(file, UTF_8);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("expected UTF-8 text in " + file + ", found other bytes", e);
        }
    }

    private TextFile() {}
}
