package io.judgefleet.local.demo;

import io.judgefleet.local.fleet.Endpoints;
import io.judgefleet.local.fleet.FleetSettings;
import io.judgefleet.local.fleet.ServedJudge;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** What a demo says to the person who watches it, besides what its commands print. */
final class DemoStory {
    private static final String MEANINGLESS = """
        *** The judge is random or a stand-in: its verdicts mean nothing. ***
        *** They show that the fleet works, not which model is better; `--model DIR` takes a trained judge. ***
        """;

    private final PrintWriter out;
    private final FleetSettings settings;
    private final Path input;
    private ServedJudge judge;

    DemoStory(PrintWriter out, FleetSettings settings, Path input) {
        this.out = out;
        this.settings = settings;
        this.input = input;
        this.judge = ServedJudge.of(settings.judge());
    }

    void introduce() {
        line("judging %s", input);
    }

    /** Once there is one. */
    void judgeServes(ServedJudge served) {
        judge = served;
        warn();
    }

    PrintWriter out() {
        return out;
    }

    /** The heading above what a command prints. */
    void chapter(String title) {
        line("%n== %s", title);
    }

    void firstVerdict(double seconds) {
        line("first verdict after %.1f s", seconds);
    }

    void judged(double seconds) {
        line("all outcomes after %.1f s, counted from when the fleet was ready", seconds);
    }

    /** Said again at the end, for the beginning has scrolled away. */
    void conclude(Endpoints endpoints) {
        warn();
        line("dashboard  %s/", endpoints.aggregator());
        line("data       %s", settings.data().root());
    }

    void keepsRunning() {
        line("The fleet runs on; Ctrl-C stops it.");
    }

    void lookAgain() {
        line(
                "look again: judgefleet local --data %s --model %s",
                settings.data().root(), settings.judge().folder());
        line("            then judgefleet leaderboard, judgefleet metrics, or http://127.0.0.1:8080/");
    }

    private void warn() {
        if (judge.isRandom()) {
            out.print(MEANINGLESS);
            out.flush();
        }
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
