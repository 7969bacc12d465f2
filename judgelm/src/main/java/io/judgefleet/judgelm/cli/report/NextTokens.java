package io.judgefleet.judgelm.cli.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.judgefleet.judgelm.NonFiniteLogitsException;
import io.judgefleet.judgelm.checkpoint.LlamaConfig;
import io.judgefleet.judgelm.inference.LanguageModel;
import io.judgefleet.judgelm.inference.NextToken;
import io.judgefleet.judgelm.inference.TokenSpan;
import io.judgefleet.judgelm.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a model expects after a text: its likeliest next tokens, and where following the likeliest one leads. */
public record NextTokens(List<Integer> ids, List<Candidate> top, List<Integer> greedyIds, String greedyText) {
    /** A token that may come next. */
    record Candidate(int id, String token, double logprob) {}

    /** One line of JSON. */
    public String json() {
        var json = JsonNodeFactory.instance.objectNode();
        ids.forEach(json.putArray("ids")::add);
        var candidates = json.putArray("top");
        top.forEach(candidate -> candidates
                .addObject()
                .put("id", candidate.id())
                .put("token", candidate.token())
                .put("logprob", candidate.logprob()));
        greedyIds.forEach(json.putArray("greedy_ids")::add);
        return json.put("greedy_text", greedyText).toString();
    }

    public String text() {
        var candidates = top.stream()
                .map(candidate -> String.format(
                        Locale.ROOT, "%8d %10.5f  %s", candidate.id(), candidate.logprob(), candidate.token()))
                .collect(Collectors.joining("\n"));
        return "%d tokens: %s%n%s%ngreedy %s%n%s".formatted(ids.size(), ids, candidates, greedyIds, greedyText);
    }

    /** Asks a model. */
    public record Reader(Tokenizer tokenizer, LanguageModel model, LlamaConfig config) {
        /** Greedy tokens end with the first end-of-sequence token, which is shown. */
        public NextTokens read(String text, int top, int greedy) {
            var ids = tokenizer.encode(text);
            requireFits(ids.length, greedy);
            var span = TokenSpan.of(ids);
            var logits = Objects.requireNonNull(model.logits(List.of(span)).get(span), "the span was asked for");
            requireFinite(NextToken.of(logits, new int[0]), ids.length);
            var greedyIds = follow(span, argmax(logits), greedy);
            return new NextTokens(
                    IntStream.of(ids).boxed().toList(),
                    candidates(logits, top),
                    greedyIds,
                    tokenizer.decode(
                            greedyIds.stream().mapToInt(Integer::intValue).toArray()));
        }

        private void requireFits(int tokens, int greedy) {
            var most = config.rope().maxPositions();
            if (tokens == 0 || tokens + greedy > most) {
                throw new IllegalArgumentException(
                        "expected a text of 1 to %d tokens, found %d".formatted(most - greedy, tokens));
            }
        }

        private NextToken requireFinite(NextToken next, int tokens) {
            if (!Float.isFinite(next.largest())) {
                throw new NonFiniteLogitsException("expected finite logits after %d tokens, found %s; %s"
                        .formatted(tokens, next.largest(), model.flaw()));
            }
            return next;
        }

        private List<Integer> follow(TokenSpan start, int first, int most) {
            var followed = new ArrayList<Integer>();
            var last = start;
            var next = first;
            while (followed.size() < most) {
                followed.add(next);
                if (config.tokens().eos().contains(next)) {
                    break;
                }
                last = last.then(next);
                var read = model.next(List.of(last), new int[0]);
                var expected = Objects.requireNonNull(read.get(last), "the span was asked for");
                next = requireFinite(expected, last.start() + last.length()).best();
            }
            return followed;
        }

        private List<Candidate> candidates(float[] logits, int most) {
            var largest = logits[argmax(logits)];
            var sum = IntStream.range(0, logits.length)
                    .mapToDouble(id -> Math.exp(logits[id] - largest))
                    .sum();
            var normalizer = largest + Math.log(sum);
            return IntStream.range(0, logits.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(id -> -logits[id]))
                    .limit(most)
                    .map(id -> new Candidate(id, continuations(id), logits[id] - normalizer))
                    .toList();
        }

        /** Some vocabularies are padded beyond their tokenizer's last token. */
        private String continuations(int id) {
            return id < tokenizer.vocabularySize() ? tokenizer.token(id) : "";
        }

        private static int argmax(float[] logits) {
            int best = 0;
            for (int id = 1; id < logits.length; id++) {
                best = logits[id] > logits[best] ? id : best;
            }
            return best;
        }
    }
}
