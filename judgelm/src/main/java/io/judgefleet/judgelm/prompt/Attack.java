package io.judgefleet.judgelm.prompt;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An answer that tries to win by other means than its content.
 *
 * @param markers the template's markers in it, by their names in verdicts
 */
public record Attack(String id, String family, String answer, List<String> markers) {
    public Attack {
        markers = List.copyOf(markers);
    }

    /** The attacks that this package knows. */
    public static List<Attack> all() {
        var mapper = new ObjectMapper();
        var attacks = new ArrayList<Attack>();
        try (var stream = Attack.class.getResourceAsStream("attacks.jsonl")) {
            if (stream == null) {
                throw new IllegalStateException("expected attacks.jsonl on the class path, found none");
            }
            var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                attacks.add(mapper.readValue(line, Attack.class));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(attacks);
    }

    @Override
    public String toString() {
        return id;
    }
}
