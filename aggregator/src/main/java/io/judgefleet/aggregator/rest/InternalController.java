package io.judgefleet.aggregator.rest;

import io.judgefleet.aggregator.counts.BucketSize;
import io.judgefleet.aggregator.counts.Pane;
import io.judgefleet.aggregator.kafka.serving.LocalAnswers;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.util.Arrays;

/** For other aggregators of the same application id and version, and for nobody else: the form may change with any version. */
@Controller("/internal")
@Requires(beans = LocalAnswers.class)
@Produces(MediaType.APPLICATION_OCTET_STREAM)
@ExecuteOn(TaskExecutors.BLOCKING)
final class InternalController {
    private final LocalAnswers answers;

    InternalController(LocalAnswers answers) {
        this.answers = answers;
    }

    @Get("/intake")
    byte[] intake() {
        return answers.intake();
    }

    /** @param panes such as {@code ALL:0,MINUTE:1767312000000}, or nothing */
    @Get("/counts")
    byte[] counts(@QueryValue(defaultValue = "") String panes) {
        return answers.counts(Arrays.stream(panes.split(","))
                .filter(pane -> !pane.isEmpty())
                .map(InternalController::pane)
                .toList());
    }

    @Get("/answered")
    byte[] answered(@QueryValue String requestId, @QueryValue long now) {
        return answers.answered(requestId, Instant.ofEpochMilli(now));
    }

    private static Pane pane(String text) {
        var colon = text.indexOf(':');
        try {
            return new Pane(
                    BucketSize.valueOf(text.substring(0, colon)),
                    Instant.ofEpochMilli(Long.parseLong(text.substring(colon + 1))));
        } catch (RuntimeException e) { // whatever is wrong, it is no pane
            throw new BadQueryException("expected panes such as ALL:0, found \"%s\"".formatted(text));
        }
    }
}
