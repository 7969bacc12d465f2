package io.judgefleet.comparisons.input;

import io.judgefleet.comparisons.input.Item.Accepted;
import io.judgefleet.comparisons.input.Item.Rejected;
import io.judgefleet.comparisons.json.Found;
import io.judgefleet.comparisons.json.InputSource;
import io.judgefleet.comparisons.json.ObjectReader;
import io.judgefleet.comparisons.json.Position;
import io.judgefleet.comparisons.json.Quoted;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The items of one source, in its order: what its objects say of comparisons. Memory is bounded by the largest object and the
 * ids seen.
 */
public final class InputReader implements AutoCloseable {
    private final String source;
    private final ObjectReader objects;
    private final SeenIds seen;
    private final InputSettings settings;
    private final Queue<Item> ready = new ArrayDeque<>();
    private @Nullable InputFormat format;
    private @Nullable Position lastUnknown;
    private long unknown;

    private InputReader(InputSource source, InputSettings settings, SeenIds seen) throws IOException {
        this.source = source.name();
        this.objects = ObjectReader.open(source);
        this.settings = settings;
        this.format = settings.format().orElse(null);
        this.seen = seen;
    }

    /**
     * Opens a source.
     *
     * @param seen the ids of all sources that are one input
     */
    public static InputReader open(InputSource source, InputSettings settings, SeenIds seen) throws IOException {
        return new InputReader(source, settings, seen);
    }

    /** The next item; empty at the end of the source, and from then on. */
    public Optional<Item> next() throws IOException {
        while (ready.isEmpty()) {
            var found = objects.next();
            if (found.isEmpty()) {
                endUnknown();
                return Optional.ofNullable(ready.poll());
            }
            take(found.get());
        }
        return Optional.of(ready.remove());
    }

    @Override
    public void close() throws IOException {
        objects.close();
    }

    private void take(Found found) {
        switch (found) {
            case Found.Broken broken -> {
                endUnknown();
                ready.add(new Rejected(broken.position(), broken.reason()));
            }
            case Found.Whole whole -> {
                if (format == null) {
                    format = InputFormat.of(whole.fields()).orElse(null);
                }
                if (format == null) {
                    addUnknown(whole);
                } else {
                    endUnknown();
                    ready.add(item(whole, format));
                }
            }
        }
    }

    /** Reports the first object that fits no format; later ones are only counted. */
    private void addUnknown(Found.Whole whole) {
        if (lastUnknown == null) {
            ready.add(new Rejected(whole.position(), InputFormat.unknown(whole.fields())));
        } else {
            unknown++;
        }
        lastUnknown = whole.position();
    }

    private void endUnknown() {
        if (lastUnknown != null && unknown > 0) {
            var reason = "expected the fields of a comparison, found none in this and the %d objects before it"
                    .formatted(unknown);
            ready.add(new Rejected(lastUnknown, reason, unknown));
        }
        unknown = 0;
    }

    private Item item(Found.Whole whole, InputFormat known) {
        try {
            return item(whole.position(), known.adapter().read(whole.fields(), settings));
        } catch (IllegalArgumentException e) {
            return new Rejected(whole.position(), String.valueOf(e.getMessage()));
        }
    }

    private Item item(Position position, Entry entry) {
        var id = entry.comparison().id();
        return seen.note(id, position)
                .<Item>map(first -> new Rejected(
                        position, "duplicate id %s, first on %s".formatted(Quoted.of(id.value()), first(first))))
                .orElseGet(() -> new Accepted(position, entry.comparison(), entry.labels(), entry.booleanAnswers()));
    }

    private String first(Position first) {
        return first.source().equals(source) ? "line " + first.line() : first.toString();
    }
}
