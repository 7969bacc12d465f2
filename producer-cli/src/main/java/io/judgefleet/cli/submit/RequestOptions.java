package io.judgefleet.cli.submit;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.TimeWords;
import io.judgefleet.cli.submit.requests.KeyTemplate;
import io.judgefleet.cli.submit.requests.OrderChoice;
import io.judgefleet.cli.submit.requests.RequestMaker;
import io.judgefleet.judgement.JudgingMode;
import io.judgefleet.schemas.Experiment;
import io.judgefleet.schemas.Lane;
import io.judgefleet.schemas.topics.FleetPrefix;
import io.judgefleet.schemas.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is asked of the judges, and by what way it goes to them. */
final class RequestOptions {
    private static final Duration SHORTEST_PERIOD = Duration.ofMinutes(1);

    @Option(
            names = {"-p", "--profile"},
            defaultValue = "judgelm",
            paramLabel = "PROFILE",
            description = "Judge profile that the requests name. Default: ${DEFAULT-VALUE}.")
    private String profile = "judgelm";

    @Option(
            names = "--mode",
            defaultValue = "pair",
            paramLabel = "MODE",
            description = "pair, single, multi, chat or multimodal. Default: ${DEFAULT-VALUE}.")
    private JudgingMode mode = JudgingMode.PAIR;

    @Option(
            names = "--lane",
            defaultValue = "live",
            paramLabel = "LANE",
            description = "live, or bulk for what can wait. Default: ${DEFAULT-VALUE}.")
    private Lane lane = Lane.LIVE;

    @Option(
            names = {"-t", "--topic"},
            paramLabel = "TOPIC",
            description = "Another topic than the lane's.")
    private @Nullable String topic;

    @Option(
            names = {"-k", "--key"},
            defaultValue = "question",
            converter = KeyTemplate.Converter.class,
            paramLabel = "TEMPLATE",
            description = "question (default: all about a question stays together), pair, random, or text with"
                    + " {question_id}, {comparison_id}, {request_id}, {dataset}, {category}, {tenant}, {random}.")
    private KeyTemplate key = KeyTemplate.QUESTION;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "NAME=VALUE",
            description = "A header for every request; any number of times.")
    private Map<String, String> headers = new LinkedHashMap<>();

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Tenant of the requests; workers share their time between tenants.")
    private @Nullable String tenant;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "Time after which a request is no longer judged: 15m from now, or 2026-01-31T12:00:00Z.")
    private @Nullable String deadline;

    @Option(
            names = "--experiment",
            paramLabel = "ID/ARM",
            description = "The arm of an experiment; its verdicts stay out of the metrics.")
    private @Nullable String experiment;

    @Option(
            names = "--canary",
            description =
                    "A round of comparisons that never change, judged again and again to tell a drifting judge from"
                            + " drifting models: --experiment canary/TIME.")
    private boolean canary;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            description = "With --canary: submit a new round so often, such as 6h, until the command is ended.")
    private @Nullable String every;

    @Option(
            names = "--orders",
            defaultValue = "both",
            paramLabel = "ORDERS",
            description =
                    "Presentation orders in which each comparison is judged: both (default), or one, which is drawn"
                            + " from the comparison's id; or original or swapped for all. A comparison that is judged once has no"
                            + " part in figures of position.")
    private OrderChoice orders = OrderChoice.BOTH;

    @Option(
            names = "--repeats",
            defaultValue = "1",
            paramLabel = "N",
            description =
                    "How often each comparison is judged. Repeats stay out of the metrics and show how stable the judge"
                            + " is. Default: ${DEFAULT-VALUE}.")
    private int repeats = 1;

    @Option(
            names = "--reference",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Show reference answers to the judge (default) or leave them out. Without them the requests"
                    + " keep their ids: add --experiment to have both judged.")
    private boolean reference = true;

    RequestMaker maker(Instant now, FleetPrefix prefix) {
        if (repeats < 1) {
            throw usage("expected --repeats of 1 or more, found " + repeats);
        }
        headers.keySet().stream().filter(RequestMaker::isReserved).findFirst().ifPresent(name -> {
            throw usage("expected a header of your own, found " + name + ", which is judgefleet's");
        });
        var template = new RequestMaker.Template(
                profile, mode, lane, Optional.ofNullable(tenant), deadline(now), experiment(now), repeats, orders);
        return new RequestMaker(template, new RequestMaker.Addressing(topic(prefix), key, headers), reference);
    }

    /** How often a new round of canaries begins; empty where there is one round. */
    Optional<Duration> period() {
        var period = Optional.ofNullable(every).map(TimeWords::duration);
        if (period.isPresent() && !canary) {
            throw usage("expected --canary beside --every: other requests are judged once");
        }
        // Rounds are named to the minute.
        period.filter(time -> time.compareTo(SHORTEST_PERIOD) < 0).ifPresent(time -> {
            throw usage("expected --every of 1m or more, found " + every);
        });
        return period;
    }

    private String topic(FleetPrefix prefix) {
        if (topic != null) {
            return topic;
        }
        return switch (lane) {
            case LIVE -> prefix.topic(Topics.JUDGE_REQUESTS).name();
            case BULK -> prefix.topic(Topics.JUDGE_REQUESTS_BULK).name();
        };
    }

    private Optional<Instant> deadline(Instant now) {
        return Optional.ofNullable(deadline)
                .map(text -> text.matches("[0-9]{1,9}(ms|s|m|h|d)|P.*")
                        ? now.plus(TimeWords.duration(text))
                        : TimeWords.instant(text));
    }

    private Optional<Experiment> experiment(Instant now) {
        if (canary && experiment != null) {
            throw usage("expected --canary or --experiment, found both");
        }
        if (canary) {
            // To the minute: a round that is submitted again by mistake is the same one.
            return Optional.of(new Experiment(
                    Experiment.CANARY, now.truncatedTo(ChronoUnit.MINUTES).toString()));
        }
        return Optional.ofNullable(experiment).map(text -> {
            int slash = text.indexOf('/');
            if (slash < 1 || slash == text.length() - 1) {
                throw usage("expected --experiment ID/ARM, found \"" + text + "\"");
            }
            return new Experiment(text.substring(0, slash), text.substring(slash + 1));
        });
    }

    private static CommandFailure usage(String message) {
        return new CommandFailure(ExitCode.USAGE, message);
    }
}
