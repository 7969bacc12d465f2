package io.judgefleet.cli.submit;

import io.judgefleet.comparisons.input.InputReader;
import io.judgefleet.comparisons.input.InputSettings;
import io.judgefleet.comparisons.input.Item;
import io.judgefleet.comparisons.input.SeenIds;
import io.judgefleet.comparisons.json.InputSource;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The items of all sources, read ahead by a thread of its own, so that a slow source holds up neither what was read before nor
 * Ctrl-C.
 */
final class ItemFeed {
    /** Items may be large: few are kept. */
    private static final int CAPACITY = 16;

    private final BlockingQueue<Event> events = new ArrayBlockingQueue<>(CAPACITY);

    /** What the feed says. */
    sealed interface Event {
        /** The next item. */
        record Next(Item item) implements Event {}

        /** Nothing came in time. */
        record Nothing() implements Event {}

        /** All sources have been read. */
        record End() implements Event {}

        /** A source cannot be read any further. */
        record Broken(IOException thrown) implements Event {}
    }

    private ItemFeed() {}

    /** Begins to read. */
    static ItemFeed start(List<InputSource> sources, InputSettings settings) {
        var feed = new ItemFeed();
        Thread.ofPlatform().daemon().name("input").start(() -> feed.run(sources, settings));
        return feed;
    }

    /** What comes next, if it comes within so many milliseconds. */
    Event next(long millis) {
        try {
            var event = events.poll(millis, TimeUnit.MILLISECONDS);
            return event == null ? new Event.Nothing() : event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Event.Nothing();
        }
    }

    private void run(List<InputSource> sources, InputSettings settings) {
        try {
            var seen = new SeenIds();
            for (var source : sources) {
                read(source, settings, seen);
            }
            put(new Event.End());
        } catch (IOException e) {
            put(new Event.Broken(e));
        } catch (RuntimeException e) { // must not end unseen with its thread
            put(new Event.Broken(new IOException("a fault of judgefleet's own: " + e, e)));
        }
    }

    private void read(InputSource source, InputSettings settings, SeenIds seen) throws IOException {
        try (var reader = InputReader.open(source, settings, seen)) {
            for (var item = reader.next(); item.isPresent(); item = reader.next()) {
                put(new Event.Next(item.get()));
            }
        }
    }

    private void put(Event event) {
        try {
            events.put(event);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts the thread that reads", e);
        }
    }
}
