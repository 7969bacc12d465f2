package io.judgefleet.cli;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.metrics.text.VisibleText;
import io.judgefleet.schemas.wire.RegistryUnavailableException;
import io.judgefleet.schemas.wire.SchemaMissingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** What an exception says to the person who gave the command, and the exit code that it means; never a stack trace. */
public record Failures(JudgefleetCommand root) implements CommandLine.IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, CommandLine.ParseResult parsed) {
        var failure = failure(thrown);
        var err = command.getErr();
        err.println("judgefleet: " + VisibleText.of(String.valueOf(failure.getMessage())));
        if (root.isVerbose()) {
            for (var cause = failure.getCause(); cause != null; cause = cause.getCause()) {
                err.println("  because of " + VisibleText.of(cause.toString()));
            }
        }
        err.flush();
        return failure.exitCode();
    }

    private static CommandFailure failure(Exception thrown) {
        return switch (thrown) {
            case CommandFailure failure -> failure;
            case UncheckedIOException e when e.getCause() != null -> failure(e.getCause());
            case TypeConversionException e -> as(ExitCode.USAGE, message(e), e);
            case RegistryUnavailableException e -> as(ExitCode.UNREACHABLE, message(e), e);
            case SchemaMissingException e ->
                as(ExitCode.FAILED, message(e) + "; judgefleet schemas apply deploys it", e);
            case KafkaException e -> kafka(e);
            case NoSuchFileException e -> as(ExitCode.FAILED, "no such file: " + message(e), e);
            case AccessDeniedException e -> as(ExitCode.FAILED, "no access to the file " + message(e), e);
            case IOException e -> as(ExitCode.FAILED, "cannot read or write: " + message(e), e);
            default -> as(ExitCode.FAILED, "a fault of judgefleet's own: " + thrown, thrown);
        };
    }

    private static CommandFailure kafka(KafkaException thrown) {
        return switch (thrown) {
            case ConfigException e -> as(ExitCode.USAGE, message(e), e);
            case TimeoutException e ->
                as(
                        ExitCode.UNREACHABLE,
                        "the brokers did not answer: " + message(e) + "; judgefleet doctor says more",
                        e);
            case AuthenticationException e ->
                as(ExitCode.UNREACHABLE, "the brokers rejected the credentials: " + message(e), e);
            case AuthorizationException e -> as(ExitCode.UNREACHABLE, "the brokers denied access: " + message(e), e);
            case InterruptException e -> as(ExitCode.INTERRUPTED, "interrupted", e);
            // Kafka's constructors wrap what is wrong with a setting.
            case KafkaException e when e.getCause() instanceof KafkaException inner -> kafka(inner);
            case KafkaException e -> as(ExitCode.FAILED, message(e), e);
        };
    }

    private static CommandFailure as(int exitCode, String message, Throwable cause) {
        return new CommandFailure(exitCode, message, cause);
    }

    private static String message(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
    }
}
