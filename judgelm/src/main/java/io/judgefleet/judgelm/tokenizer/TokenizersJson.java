package io.judgefleet.judgelm.tokenizer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.judgefleet.judgelm.tokenizer.SentencePieceModel.Piece;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A SentencePiece model rewritten for Hugging Face's tokenizers.
 *
 * <p>SentencePiece merges the two neighbours whose union has the best score; tokenizers merge by a list of pairs. The
 * list has each way in which a piece splits in two pieces, best score first. Special tokens are left out of it and are
 * not declared as added tokens, so no text can become one.
 */
final class TokenizersJson {
    private static final String SPACE = "▁";

    /** Two neighbours that become one piece. */
    private record Merge(String left, String right, float score) {}

    static String of(SentencePieceModel model) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("version", "1.0").putNull("truncation").putNull("padding");
        json.putArray("added_tokens");
        normalizer(json.putObject("normalizer"), model);
        json.putNull("pre_tokenizer").putNull("post_processor").putNull("decoder");
        model(json.putObject("model"), model);
        return json.toString();
    }

    private static void normalizer(ObjectNode normalizer, SentencePieceModel model) {
        var steps = normalizer.put("type", "Sequence").putArray("normalizers");
        if (model.dummyPrefix()) {
            steps.addObject().put("type", "Prepend").put("prepend", SPACE);
        }
        var replace = steps.addObject().put("type", "Replace").put("content", SPACE);
        replace.putObject("pattern").put("String", " ");
    }

    private static void model(ObjectNode json, SentencePieceModel model) {
        json.put("type", "BPE").putNull("dropout").put("unk_token", model.unknown());
        json.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
        json.put("fuse_unk", true).put("byte_fallback", model.byteFallback()).put("ignore_merges", false);
        var vocabulary = json.putObject("vocab");
        for (int id = 0; id < model.pieces().size(); id++) {
            vocabulary.put(model.pieces().get(id).text(), id);
        }
        merges(json.putArray("merges"), model.pieces());
    }

    private static void merges(ArrayNode json, List<Piece> pieces) {
        var texts = new HashSet<String>();
        pieces.stream().filter(Piece::isText).forEach(piece -> texts.add(piece.text()));
        var merges = new ArrayList<Merge>();
        pieces.stream().filter(Piece::isText).forEach(piece -> addSplits(piece, texts, merges));
        merges.sort(Comparator.comparing(Merge::score).reversed());
        merges.forEach(merge -> json.addArray().add(merge.left()).add(merge.right()));
    }

    private static void addSplits(Piece piece, Set<String> texts, List<Merge> merges) {
        var text = piece.text();
        for (int at = text.offsetByCodePoints(0, 1); at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            var left = text.substring(0, at);
            var right = text.substring(at);
            if (texts.contains(left) && texts.contains(right)) {
                merges.add(new Merge(left, right, piece.score()));
            }
        }
    }

    private TokenizersJson() {}
}
