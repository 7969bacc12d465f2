package io.judgefleet.local.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServedJudgeTest {
    @TempDir
    Path folder;

    @Test
    void shouldSayThatThereIsNoModelWhenWorkerIsScripted() throws IOException {
        var judge = ServedJudge.parse("""
            {"worker": {"profile": "judgelm"},
             "judge": {"name": "scripted", "weights-origin": "random", "decoding": "greedy"}}\
            """);

        assertThat(judge.description()).isEqualTo("scripted: a stand-in without a model");
        assertThat(judge.isRandom()).isTrue();
    }

    @Test
    void shouldNameWhatTheWorkerServesWhateverTheOptionsChose() throws IOException {
        var judge = ServedJudge.parse("""
            {"judge": {"name": "other-7b", "weights-origin": "trained", "decoding": "constrained-argmax"}}\
            """);

        assertThat(judge.description()).isEqualTo("other-7b (trained weights), constrained-argmax");
        assertThat(judge.isRandom()).isFalse();
    }

    @Test
    void shouldShowTheTokenWhenTheWorkerAnswersNobodyWithout() throws Exception {
        var worker = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        worker.createContext("/info", exchange -> {
            boolean isShown =
                    "Bearer sesame".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            var body = """
                {"judge": {"name": "scripted", "weights-origin": "random", "decoding": "greedy"}}""";
            exchange.sendResponseHeaders(isShown ? 200 : 401, 0);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
        worker.start();
        try {
            var chosen = LocalJudge.of(Home.bundledJudge());
            var uri = URI.create("http://127.0.0.1:" + worker.getAddress().getPort());
            var settings = settings(chosen, Files.writeString(folder.resolve("token"), "sesame\n"));

            assertThat(ServedJudge.ask(uri, settings.token().orElseThrow(), chosen)
                            .description())
                    .isEqualTo("scripted: a stand-in without a model");
            assertThat(ServedJudge.ask(uri, "other", chosen)).isEqualTo(ServedJudge.of(chosen));
        } finally {
            worker.stop(0);
        }
    }

    private FleetSettings settings(LocalJudge judge, Path token) {
        return new FleetSettings(
                new DataFolder(folder), judge, FleetPorts.ANY, Map.of("judgefleet.http.token-file", token.toString()));
    }
}
