package io.judgefleet.cli.deadletters;

import io.judgefleet.cli.console.Console;
import io.judgefleet.cli.console.Json;
import io.judgefleet.cli.console.Where;
import io.judgefleet.schemas.topics.DeadLetterMark.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects the letters that are meant and hands them on in parts that fit into memory and into a transaction. */
final class SettlementBatch {
    private static final int MOST_LETTERS = 500;
    private static final int MOST_BYTES = 8 * 1024 * 1024;

    private final LetterOptions options;
    private final Where<StoredLetter> where;
    private final Console console;
    private final Fate fate;
    private final Consumer<List<StoredLetter>> settle;
    private final List<StoredLetter> batch = new ArrayList<>();
    private int bytes;
    private long count;

    SettlementBatch(LetterOptions options, Console console, Fate fate, Consumer<List<StoredLetter>> settle) {
        this.options = options;
        this.where = options.where();
        this.console = console;
        this.fate = fate;
        this.settle = settle;
    }

    boolean wantsMore() {
        return count < options.limit();
    }

    long count() {
        return count;
    }

    void take(StoredLetter stored) {
        if (!stored.isOpen() || !where.matches(stored)) {
            return;
        }
        if (fate == Fate.REDRIVEN && !stored.isWhole()) {
            console.note("%s stays: only a part of its record was kept (%s)"
                    .formatted(stored.position(), stored.letter().cut().orElse("")));
        } else {
            count++;
            batch.add(stored);
            bytes += stored.letter().value().map(value -> value.length).orElse(0);
            if (batch.size() >= MOST_LETTERS || bytes >= MOST_BYTES) {
                finish();
            }
        }
    }

    /** Hands on what is left, and prints it once it is done. */
    void finish() {
        if (!batch.isEmpty()) {
            settle.accept(List.copyOf(batch));
            batch.forEach(this::print);
            batch.clear();
            bytes = 0;
        }
    }

    private void print(StoredLetter stored) {
        console.result(
                options.isJson()
                        ? Json.line(LetterJson.brief(stored))
                        : "%s %s %s"
                                .formatted(
                                        stored.position(),
                                        stored.letter().cause().stage(),
                                        stored.requestId()));
    }
}
