package io.judgefleet.judgelm.tokenizer;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.MALFORMED_FILE;
import static java.nio.charset.StandardCharsets.UTF_8;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import io.judgefleet.judgelm.checkpoint.files.CheckpointException;
import io.judgefleet.judgelm.tokenizer.SentencePieceModel.Kind;
import io.judgefleet.judgelm.tokenizer.SentencePieceModel.Piece;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text from ids as SentencePiece makes it, which differs from the library's way where bytes are no UTF-8. */
record SentencePieceDecoder(SentencePieceModel model) implements HubTokenizer.Decoder {
    private static final char SPACE = '▁';
    private static final String UNKNOWN = " ⁇ ";

    /** The pieces as a vocabulary; a text begins with {@code <s>} unless the settings say otherwise. */
    static HubTokenizer.Vocabulary vocabulary(Path file, SentencePieceModel model, TokenizerSettings settings) {
        var pieces = model.pieces();
        return new HubTokenizer.Vocabulary(
                pieces.stream().map(Piece::text).toList(),
                IntStream.range(0, pieces.size())
                        .filter(id -> pieces.get(id).kind() == Kind.CONTROL)
                        .boxed()
                        .collect(Collectors.toUnmodifiableSet()),
                settings.addsBeginning().orElse(true) ? beginning(file, model, settings) : OptionalInt.empty());
    }

    private static OptionalInt beginning(Path file, SentencePieceModel model, TokenizerSettings settings) {
        var spelling = settings.beginning().orElse("<s>");
        var id = model.control(spelling);
        if (id.isEmpty()) {
            throw new CheckpointException(
                    MALFORMED_FILE, file, "expected a control piece " + spelling + ", found none");
        }
        return id;
    }

    @Override
    public String decode(HuggingFaceTokenizer library, int[] ids) {
        var text = new StringBuilder();
        var bytes = new ByteArrayOutputStream();
        // The space that was put before the text when it was encoded is taken away again.
        var dummyAwaited = model.dummyPrefix();
        for (var id : ids) {
            var piece = model.pieces().get(id);
            if (piece.kind() == Kind.BYTE) {
                bytes.write(Integer.parseInt(piece.text().substring(3, 5), 16));
                dummyAwaited = false;
            } else {
                flush(bytes, text);
                var spelling = piece.kind() == Kind.UNKNOWN ? UNKNOWN : piece.text();
                text.append((dummyAwaited ? withoutSpace(spelling) : spelling).replace(SPACE, ' '));
                dummyAwaited = false;
            }
        }
        flush(bytes, text);
        return text.toString();
    }

    private static String withoutSpace(String piece) {
        return piece.charAt(0) == SPACE ? piece.substring(1) : piece;
    }

    private static void flush(ByteArrayOutputStream bytes, StringBuilder text) {
        text.append(ByteText.of(bytes.toByteArray()));
        bytes.reset();
    }

    /** Bytes as text, with a replacement character for each byte that belongs to no character. */
    private static final class ByteText {
        private static final int LONGEST = 4;

        static String of(byte[] bytes) {
            var text = new StringBuilder();
            for (int at = 0; at < bytes.length; ) {
                var length = characterLength(bytes, at);
                text.append(length == 0 ? "\ufffd" : new String(bytes, at, length, UTF_8));
                at += Math.max(1, length);
            }
            return text.toString();
        }

        /** The number of bytes of the character at a place, or 0 if there is none. */
        private static int characterLength(byte[] bytes, int at) {
            for (int length = 1; length <= Math.min(LONGEST, bytes.length - at); length++) {
                var text = new String(bytes, at, length, UTF_8);
                if (text.codePointCount(0, text.length()) == 1
                        && text.getBytes(UTF_8).length == length
                        && isSame(text.getBytes(UTF_8), bytes, at)) {
                    return length;
                }
            }
            return 0;
        }

        private static boolean isSame(byte[] character, byte[] bytes, int at) {
            return IntStream.range(0, character.length).allMatch(i -> character[i] == bytes[at + i]);
        }

        private ByteText() {}
    }
}
