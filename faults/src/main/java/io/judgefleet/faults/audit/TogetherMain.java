package io.judgefleet.faults.audit;

import java.nio.file.Path;
import java.util.stream.Stream;

/** Prints what several runs come to, each by its folder: exits with 0 when every promise was kept in all of them. */
public final class TogetherMain {
    public static void main(String[] args) {
        if (args.length == 0) {
            System.err.println("expected FOLDER..., found nothing");
            System.exit(2);
        }
        var report = AuditReport.together(Stream.of(args)
                .map(Path::of)
                .map(RunFolder::new)
                .map(RunFolder::report)
                .toList());
        System.out.printf("%d runs%n%s%n", args.length, report.text());
        System.exit(report.isClean() ? 0 : 1);
    }

    private TogetherMain() {}
}
