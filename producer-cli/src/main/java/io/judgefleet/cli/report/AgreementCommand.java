package io.judgefleet.cli.report;

import io.judgefleet.cli.console.CommandFailure;
import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.ExitCode;
import io.judgefleet.cli.console.Rejections;
import io.judgefleet.cli.fleet.Surroundings;
import io.judgefleet.comparisons.input.InputFormat;
import io.judgefleet.comparisons.input.InputReader;
import io.judgefleet.comparisons.input.InputSettings;
import io.judgefleet.comparisons.input.Item;
import io.judgefleet.comparisons.input.SeenIds;
import io.judgefleet.comparisons.json.InputSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code judgefleet agreement}: how far the annotators of a file agree; needs no server. */
@Command(
        name = "agreement",
        mixinStandardHelpOptions = true,
        description = "Prints the annotators' agreement and kappa, two by two and together, of the labels in a file.")
public final class AgreementCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Comparisons with labels; - is standard input.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}. Default: what the first object looks like.")
    private @Nullable InputFormat format;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public AgreementCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        var console =
                new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
        var agreement = new AnnotatorAgreement();
        var seen = new SeenIds();
        var rejections = new Rejections();
        for (var file : files) {
            read(
                    InputSource.named(file, surroundings.in()),
                    seen,
                    agreement,
                    rejected -> rejections.say(rejected, "", console));
        }
        print(agreement, console);
        return rejections.total() == 0 ? ExitCode.DONE : ExitCode.REJECTED;
    }

    private void read(
            InputSource source, SeenIds seen, AnnotatorAgreement agreement, Consumer<Item.Rejected> rejections)
            throws IOException {
        var unknown = InputSettings.at(surroundings.clock().instant());
        var settings = format == null ? unknown : unknown.withFormat(format);
        try (var reader = InputReader.open(source, settings, seen)) {
            for (var item = reader.next(); item.isPresent(); item = reader.next()) {
                switch (item.get()) {
                    case Item.Accepted accepted -> agreement.add(accepted.labels());
                    case Item.Rejected rejected -> rejections.accept(rejected);
                }
            }
        }
    }

    private void print(AnnotatorAgreement agreement, Console console) {
        if (json) {
            console.result(agreement.toJson());
        } else if (agreement.isEmpty()) {
            throw new CommandFailure(ExitCode.FAILED, "expected comparisons with labels of two annotators, found none");
        } else {
            agreement.print(console.out());
        }
    }
}
