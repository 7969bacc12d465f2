package io.judgefleet.judgelm.tokenizer;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.MALFORMED_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNSUPPORTED;

import io.judgefleet.judgelm.checkpoint.files.CheckpointException;
import io.judgefleet.judgelm.tokenizer.ProtobufReader.MalformedException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** A SentencePiece model: its pieces in the order of their ids, and how text is normalised. */
record SentencePieceModel(List<Piece> pieces, boolean dummyPrefix, boolean byteFallback) {
    /** What a piece stands for, by SentencePiece's own numbers from 1 on. */
    enum Kind {
        NORMAL(1),
        UNKNOWN(2),
        CONTROL(3),
        USER_DEFINED(4),
        UNUSED(5),
        BYTE(6);

        /** In sentencepiece_model.proto. */
        private final int number;

        Kind(int number) {
            this.number = number;
        }
    }

    /** A piece of text with the score by which merges are ordered. */
    record Piece(String text, float score, Kind kind) {
        /** Whether the piece can come out of text by merging. */
        boolean isText() {
            return kind == Kind.NORMAL;
        }
    }

    private static final int BPE = 2;

    SentencePieceModel {
        pieces = List.copyOf(pieces);
    }

    static SentencePieceModel parse(Path file, byte[] bytes) {
        try {
            return new Parser(file).model(new ProtobufReader(ByteBuffer.wrap(bytes)));
        } catch (MalformedException e) {
            throw new CheckpointException(MALFORMED_FILE, file, "no SentencePiece model: " + e.getMessage(), e);
        }
    }

    /** The id of the piece of a spelling that is no text, as {@code <s>}. */
    OptionalInt control(String spelling) {
        return IntStream.range(0, pieces.size())
                .filter(id -> pieces.get(id).kind() == Kind.CONTROL
                        && pieces.get(id).text().equals(spelling))
                .findFirst();
    }

    /** The one piece for what no other piece covers. */
    String unknown() {
        return pieces.stream()
                .filter(piece -> piece.kind() == Kind.UNKNOWN)
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** Reads the fields of sentencepiece_model.proto that decide how text becomes ids. */
    private static final class Parser {
        private final Path file;
        private final List<Piece> pieces = new ArrayList<>();
        private boolean dummyPrefix = true;
        private boolean byteFallback;

        private Parser(Path file) {
            this.file = file;
        }

        private SentencePieceModel model(ProtobufReader message) throws MalformedException {
            while (message.hasNext()) {
                switch (message.field()) {
                    case 1 -> pieces.add(piece(new ProtobufReader(message.message())));
                    case 2 -> trainer(new ProtobufReader(message.message()));
                    case 3 -> normalizer(new ProtobufReader(message.message()));
                    default -> message.skip();
                }
            }
            check();
            return new SentencePieceModel(pieces, dummyPrefix, byteFallback);
        }

        private static Piece piece(ProtobufReader message) throws MalformedException {
            var text = "";
            var score = 0f;
            var kind = Kind.NORMAL;
            while (message.hasNext()) {
                switch (message.field()) {
                    case 1 -> text = message.text();
                    case 2 -> score = message.fraction();
                    case 3 -> kind = kind(message.number());
                    default -> message.skip();
                }
            }
            return new Piece(text, score, kind);
        }

        private static Kind kind(long number) throws MalformedException {
            for (var kind : Kind.values()) {
                if (kind.number == number) {
                    return kind;
                }
            }
            throw new MalformedException("expected a piece type from 1 to 6, found " + number);
        }

        private void trainer(ProtobufReader message) throws MalformedException {
            var modelType = 1L;
            while (message.hasNext()) {
                switch (message.field()) {
                    case 3 -> modelType = message.number();
                    case 24 -> require(!message.flag(), "treat_whitespace_as_suffix false", "true");
                    case 35 -> byteFallback = message.flag();
                    default -> message.skip();
                }
            }
            require(modelType == BPE, "a BPE model (type 2)", "type " + modelType);
        }

        private void normalizer(ProtobufReader message) throws MalformedException {
            var removesSpaces = true;
            var escapesSpaces = true;
            while (message.hasNext()) {
                switch (message.field()) {
                    case 2 -> require(!message.message().hasRemaining(), "identity normalization", "a character map");
                    case 3 -> dummyPrefix = message.flag();
                    case 4 -> removesSpaces = message.flag();
                    case 5 -> escapesSpaces = message.flag();
                    default -> message.skip();
                }
            }
            require(!removesSpaces && escapesSpaces, "spaces to be kept and escaped", "another treatment");
        }

        private void check() throws MalformedException {
            var spellings = new HashSet<String>();
            for (var piece : pieces) {
                if (piece.text().isEmpty() || !spellings.add(piece.text()) || Float.isNaN(piece.score())) {
                    throw new MalformedException("expected each piece once, with a text and a score, found " + piece);
                }
                require(piece.kind() != Kind.USER_DEFINED, "no user-defined piece", piece.text());
                require(piece.kind() != Kind.UNUSED, "no unused piece", piece.text());
            }
            var unknown = pieces.stream().filter(piece -> piece.kind() == Kind.UNKNOWN);
            if (unknown.count() != 1) {
                throw new MalformedException("expected one unknown piece");
            }
            if (byteFallback && !hasAllBytes()) {
                throw new MalformedException("expected a piece for each of 256 bytes");
            }
        }

        private boolean hasAllBytes() {
            var bytes = new HashSet<String>();
            pieces.stream().filter(piece -> piece.kind() == Kind.BYTE).forEach(piece -> bytes.add(piece.text()));
            return bytes.size() == 256
                    && IntStream.range(0, 256).allMatch(value -> bytes.contains("<0x%02X>".formatted(value)));
        }

        private void require(boolean holds, String expected, String found) {
            if (!holds) {
                throw new CheckpointException(UNSUPPORTED, file, "expected %s, found %s".formatted(expected, found));
            }
        }
    }
}
