package io.judgefleet.judgelm.tokenizer;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.MALFORMED_FILE;
import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.UNSUPPORTED;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.judgefleet.judgelm.checkpoint.files.CheckpointException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/** A tokenizer.json from which the special tokens are taken out, so that no text can become one. */
record PlainTokenizerJson(String text, HubTokenizer.Vocabulary vocabulary) {
    private static final int MOST_IDS = 1 << 22;

    static PlainTokenizerJson of(Path file, JsonNode json, TokenizerSettings settings) {
        return new Reader(file, (ObjectNode) json, settings).plain();
    }

    /** Takes the file's object apart; the unknown token is not special, as text without a piece of its own becomes it. */
    private static final class Reader {
        private final Path file;
        private final ObjectNode json;
        private final TokenizerSettings settings;
        private final ObjectNode vocabulary;
        private final Map<Integer, String> spellings = new TreeMap<>();
        private final Set<Integer> special = new HashSet<>();
        private final List<JsonNode> ordinary = new ArrayList<>();

        private Reader(Path file, ObjectNode json, TokenizerSettings settings) {
            this.file = file;
            this.json = json;
            this.settings = settings;
            this.vocabulary = vocabulary();
        }

        private PlainTokenizerJson plain() {
            for (var entry : vocabulary.properties()) {
                spellings.put(id(entry.getValue()), entry.getKey());
            }
            json.path("added_tokens").forEach(this::added);
            var beginning = beginning();
            json.putArray("added_tokens").addAll(ordinary);
            json.putNull("post_processor").putNull("truncation").putNull("padding");
            return new PlainTokenizerJson(json.toString(), new HubTokenizer.Vocabulary(table(), special, beginning));
        }

        private ObjectNode vocabulary() {
            var type = json.path("model").path("type").asText();
            if (!type.equals("BPE")) {
                throw new CheckpointException(UNSUPPORTED, file, "expected a BPE tokenizer, found " + type);
            }
            if (json.at("/model/vocab") instanceof ObjectNode found) {
                return found;
            }
            throw new CheckpointException(MALFORMED_FILE, file, "expected a vocabulary, found none");
        }

        private void added(JsonNode token) {
            var id = id(token.path("id"));
            spellings.put(id, token.path("content").asText());
            if (!token.path("special").asBoolean()) {
                // The library numbers added tokens anew unless the vocabulary has them.
                vocabulary.put(token.path("content").asText(), id);
                ordinary.add(token);
            } else if (!token.path("content").equals(json.path("model").path("unk_token"))) {
                special.add(id);
            }
        }

        private int id(JsonNode id) {
            if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0 || id.intValue() >= MOST_IDS) {
                throw new CheckpointException(
                        MALFORMED_FILE, file, "expected an id from 0 to %d, found %s".formatted(MOST_IDS - 1, id));
            }
            return id.intValue();
        }

        /** The settings decide where they say anything; else the file's own post-processor does. */
        private OptionalInt beginning() {
            var processed = processedBeginning(json.path("post_processor"));
            if (!settings.addsBeginning().orElse(processed.isPresent())) {
                return OptionalInt.empty();
            }
            var spelling = settings.beginning().or(() -> processed);
            return spelling.map(this::idOf).orElseGet(OptionalInt::empty);
        }

        private OptionalInt idOf(String spelling) {
            var ids = special.stream().filter(id -> spelling.equals(spellings.get(id)));
            var id = ids.mapToInt(Integer::intValue).findFirst();
            if (id.isEmpty()) {
                throw new CheckpointException(
                        MALFORMED_FILE, file, "expected a special token " + spelling + ", found none");
            }
            return id;
        }

        private static Optional<String> processedBeginning(JsonNode processor) {
            for (var step : processor.path("processors")) {
                var nested = processedBeginning(step);
                if (nested.isPresent()) {
                    return nested;
                }
            }
            var first = processor.path("single").path(0).path("SpecialToken").path("id");
            return first.isTextual() ? Optional.of(first.textValue()) : Optional.empty();
        }

        private List<String> table() {
            var size = spellings.isEmpty() ? 0 : Collections.max(spellings.keySet()) + 1;
            var table = new ArrayList<>(Collections.nCopies(size, ""));
            spellings.forEach(table::set);
            return table;
        }
    }
}
