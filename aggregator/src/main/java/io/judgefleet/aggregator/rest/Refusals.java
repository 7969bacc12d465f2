package io.judgefleet.aggregator.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.judgefleet.aggregator.counts.CountsUnavailableException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;

/** What becomes of requests that cannot be answered. */
@Controller
final class Refusals {
    private static final int RETRY_SECONDS = 2;

    @Error(global = true)
    HttpResponse<MessageJson> bad(HttpRequest<?> request, BadQueryException refused) {
        return HttpResponse.badRequest(message(refused));
    }

    /** A body or a path that is not of the expected form; what the parser says of it names classes of ours. */
    @Error(global = true)
    HttpResponse<MessageJson> malformed(HttpRequest<?> request, ConversionErrorException refused) {
        return HttpResponse.badRequest(new MessageJson("cannot read the value of \"%s\""
                .formatted(refused.getArgument().getName())));
    }

    /** A body that is no JSON. */
    @Error(global = true)
    HttpResponse<MessageJson> malformed(HttpRequest<?> request, JsonProcessingException refused) {
        return HttpResponse.badRequest(new MessageJson("expected a body of JSON, found something else"));
    }

    @Error(global = true)
    HttpResponse<MessageJson> later(HttpRequest<?> request, CountsUnavailableException refused) {
        return HttpResponse.<MessageJson>status(HttpStatus.SERVICE_UNAVAILABLE)
                .header(HttpHeaders.RETRY_AFTER, Integer.toString(RETRY_SECONDS))
                .body(message(refused));
    }

    private static MessageJson message(Exception refused) {
        return new MessageJson(String.valueOf(refused.getMessage()));
    }
}
