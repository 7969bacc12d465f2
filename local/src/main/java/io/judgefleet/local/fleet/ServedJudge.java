package io.judgefleet.local.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The judge that a worker serves, in the worker's own words: properties and the environment may have chosen another than
 * the options did.
 *
 * @param weightsOrigin trained, random or unknown
 * @param decoding how its scores are read
 */
public record ServedJudge(String name, String weightsOrigin, String decoding) {
    private static final String SCRIPTED = "scripted";
    private static final Duration ANSWER_TIME = Duration.ofSeconds(10);

    /**
     * Asks a worker that is ready; where it does not answer, the judge is what was asked for.
     *
     * @param token for its HTTP port; null if it asks for none
     * @param otherwise what the options chose
     */
    static ServedJudge ask(URI worker, @Nullable String token, LocalJudge otherwise) throws InterruptedException {
        var request = HttpRequest.newBuilder(worker.resolve("/info")).timeout(ANSWER_TIME);
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request.build(), BodyHandlers.ofString());
            return answer.statusCode() == 200 ? parse(answer.body()) : of(otherwise);
        } catch (IOException e) {
            return of(otherwise);
        }
    }

    public static ServedJudge of(LocalJudge chosen) {
        return new ServedJudge(
                chosen.card().name(),
                String.valueOf(chosen.card().weights()),
                chosen.decoding().id());
    }

    /** From the worker's {@code /info}. */
    static ServedJudge parse(String info) throws IOException {
        var judge = new ObjectMapper().readTree(info).path("judge");
        return new ServedJudge(
                judge.path("name").asText(),
                judge.path("weights-origin").asText(),
                judge.path("decoding").asText());
    }

    boolean isScripted() {
        return name.equals(SCRIPTED);
    }

    /** Whether its verdicts mean nothing. */
    public boolean isRandom() {
        return isScripted() || weightsOrigin.equals("random");
    }

    String description() {
        return isScripted()
                ? "scripted: a stand-in without a model"
                : "%s (%s weights), %s".formatted(name, weightsOrigin, decoding);
    }
}
