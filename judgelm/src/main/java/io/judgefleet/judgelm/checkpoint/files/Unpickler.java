package io.judgefleet.judgelm.checkpoint.files;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.FORBIDDEN_PICKLE;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.judgefleet.judgelm.checkpoint.files.Pickled.Container;
import io.judgefleet.judgelm.checkpoint.files.Pickled.Global;
import io.judgefleet.judgelm.checkpoint.files.Pickled.Mark;
import io.judgefleet.judgelm.checkpoint.files.Pickled.Number;
import io.judgefleet.judgelm.checkpoint.files.Pickled.Plain;
import io.judgefleet.judgelm.checkpoint.files.Pickled.Storage;
import io.judgefleet.judgelm.checkpoint.files.Pickled.Tensor;
import io.judgefleet.judgelm.checkpoint.files.Pickled.Text;
import io.judgefleet.judgelm.checkpoint.files.Pickled.Tuple;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the pickle of a {@code .bin} shard as data: a dictionary of tensors and nothing else.
 *
 * <p>A pickle is a program. This machine has no instruction that could run anything: a global is only a name, and the
 * names of three constructors are understood; every other one is refused with its name.
 */
final class Unpickler {
    private static final String ORDERED_DICT = "collections.OrderedDict";
    private static final String REBUILD_TENSOR = "torch._utils._rebuild_tensor_v2";
    private static final String STORAGE_PREFIX = "torch.";
    private static final String STORAGE_SUFFIX = "Storage";
    private static final int LONGEST_NAME = 200;

    /** More is a bomb: one long tuple, remembered once and used for each of many tensors. */
    private static final int MOST_EXTENTS = 8;

    private final WeightFile file;
    private final ByteBuffer code;
    private final ArrayDeque<Pickled> stack = new ArrayDeque<>();
    private final Map<Integer, Pickled> memo = new HashMap<>();

    private Unpickler(WeightFile file, ByteBuffer code) {
        this.file = file;
        this.code = code;
    }

    /** The tensors by name. */
    static Map<String, Tensor> read(WeightFile file, ByteBuffer pickle) {
        try {
            return new Unpickler(file, pickle).tensors();
        } catch (BufferUnderflowException e) {
            throw new CheckpointException(
                    CheckpointException.Fault.TRUNCATED_FILE, file.path(), "expected a whole pickle, found its end", e);
        }
    }

    private Map<String, Tensor> tensors() {
        var tensors = new HashMap<String, Tensor>();
        container(run()).entries().forEach((name, value) -> tensors.put(name, as(Tensor.class, value, name)));
        return tensors;
    }

    private Pickled run() {
        while (true) {
            int opcode = Byte.toUnsignedInt(code.get());
            switch (opcode) {
                case '.' -> {
                    return pop();
                }
                case 0x80 -> code.get();
                case 'h' -> push(cancellation(Byte.toUnsignedInt(code.get())));
                case 'j' -> push(cancellation(code.getInt()));
                case 'q' -> memo.put(Byte.toUnsignedInt(code.get()), top());
                case 'r' -> memo.put(code.getInt(), top());
                case 'Q' -> push(storage(as(Tuple.class, pop(), "a persistent id")));
                case 'R' -> reduce();
                case 'b' -> state();
                case 's' -> setItems(List.of(second(), pop()));
                case 'u', 'e' -> fill(opcode, popToMark());
                case 'a' -> pop();
                default -> push(value(opcode));
            }
        }
    }

    /** The value that an instruction pushes from its own bytes or from values on the stack. */
    private Pickled value(int opcode) {
        return switch (opcode) {
            case '(' -> new Mark();
            case 'c' -> global(line() + "." + line());
            case 'X' -> new Text(text(code.getInt()));
            case 0x8c -> new Text(text(Byte.toUnsignedInt(code.get())));
            case 'K' -> new Number(Byte.toUnsignedLong(code.get()));
            case 'M' -> new Number(Short.toUnsignedLong(code.getShort()));
            case 'J' -> new Number(code.getInt());
            case 0x8a -> new Number(longNumber(Byte.toUnsignedInt(code.get())));
            case 'G' -> new Plain("fraction " + code.getDouble());
            case 'N' -> new Plain("None");
            case 0x88 -> new Plain("True");
            case 0x89 -> new Plain("False");
            case '}', ']' -> new Container();
            case ')' -> new Tuple(List.of());
            case 't' -> new Tuple(popToMark());
            case 0x85 -> new Tuple(pop(1));
            case 0x86 -> new Tuple(pop(2));
            case 0x87 -> new Tuple(pop(3));
            default -> throw forbidden("an instruction of a file of tensors", "0x%02x".formatted(opcode));
        };
    }

    private Global global(String name) {
        if (name.equals(ORDERED_DICT) || name.equals(REBUILD_TENSOR) || isStorage(name)) {
            return new Global(name);
        }
        throw forbidden("only tensors and their dictionary", "a call of " + name);
    }

    private static boolean isStorage(String name) {
        return name.matches("torch\\.[A-Z][A-Za-z0-9]*Storage");
    }

    /** A call: of the dictionary's constructor without arguments, or of the tensor's. */
    private void reduce() {
        var arguments = as(Tuple.class, pop(), "arguments").items();
        var function = as(Global.class, pop(), "a constructor").name();
        if (function.equals(ORDERED_DICT) && arguments.isEmpty()) {
            push(new Container());
        } else if (function.equals(REBUILD_TENSOR) && arguments.size() >= 4) {
            push(new Tensor(
                    as(Storage.class, arguments.get(0), "a storage"),
                    as(Number.class, arguments.get(1), "an offset").value(),
                    new StoredTensor.Layout(numbers(arguments.get(2)), numbers(arguments.get(3)))));
        } else {
            throw forbidden("an empty dictionary or a tensor", function + " of " + arguments.size() + " arguments");
        }
    }

    /** ('storage', type, key, device, elements): the device on which it was saved means nothing here. */
    private Storage storage(Tuple id) {
        if (id.items().size() != 5) {
            throw forbidden("a storage's five parts", id.items().size());
        }
        var type = as(Global.class, id.items().get(1), "a storage type").name();
        if (!isStorage(type)) {
            throw forbidden("a storage type", type);
        }
        var simpleName = type.substring(STORAGE_PREFIX.length(), type.length() - STORAGE_SUFFIX.length());
        var key = as(Text.class, id.items().get(2), "a storage key").value();
        return new Storage(simpleName, key);
    }

    /** A state is the dictionary's own attributes ({@code _metadata}); it says nothing about tensors. */
    private void state() {
        pop();
        container(top());
    }

    private void fill(int opcode, List<Pickled> items) {
        container(top());
        if (opcode == 'u') {
            setItems(items);
        }
    }

    private void setItems(List<Pickled> items) {
        var entries = container(top()).entries();
        if (items.size() % 2 != 0) {
            throw forbidden("a value for each key", items.size() + " keys and values");
        }
        for (int i = 0; i < items.size(); i += 2) {
            var key = as(Text.class, items.get(i), "a key").value();
            if (entries.put(key, items.get(i + 1)) != null) {
                throw forbidden("each key once", key + " twice");
            }
        }
    }

    private List<Long> numbers(Pickled tuple) {
        var extents = as(Tuple.class, tuple, "extents").items();
        if (extents.size() > MOST_EXTENTS) {
            throw forbidden("at most " + MOST_EXTENTS + " extents", extents.size());
        }
        return extents.stream()
                .map(item -> as(Number.class, item, "an extent").value())
                .toList();
    }

    private Pickled second() {
        var value = pop();
        var key = pop();
        push(value);
        return key;
    }

    private Pickled cancellation(int at) {
        var value = memo.get(at);
        if (value == null) {
            throw forbidden("a memo of " + at, "none");
        }
        return value;
    }

    private List<Pickled> popToMark() {
        var items = new ArrayList<Pickled>();
        for (var item = pop(); !(item instanceof Mark); item = pop()) {
            items.add(item);
        }
        Collections.reverse(items);
        return items;
    }

    private List<Pickled> pop(int count) {
        var items = new ArrayList<Pickled>(count);
        for (int i = 0; i < count; i++) {
            items.add(pop());
        }
        Collections.reverse(items);
        return items;
    }

    private Pickled pop() {
        if (stack.isEmpty()) {
            throw forbidden("a value on the stack", "none");
        }
        return stack.pop();
    }

    private Pickled top() {
        var value = pop();
        push(value);
        return value;
    }

    private void push(Pickled value) {
        stack.push(value);
    }

    private Container container(Pickled value) {
        return as(Container.class, value, "a dictionary");
    }

    private <T extends Pickled> T as(Class<T> kind, Pickled value, String expected) {
        if (kind.isInstance(value)) {
            return kind.cast(value);
        }
        throw forbidden(
                expected + " to be a " + kind.getSimpleName(), value.getClass().getSimpleName());
    }

    private String text(int length) {
        if (length < 0 || length > code.remaining()) {
            throw new BufferUnderflowException();
        }
        var text = UTF_8.decode(code.slice(code.position(), length)).toString();
        code.position(code.position() + length);
        return text;
    }

    private String line() {
        var line = new StringBuilder();
        for (var letter = (char) code.get(); letter != '\n'; letter = (char) code.get()) {
            if (line.append(letter).length() > LONGEST_NAME) {
                throw forbidden("a name of at most " + LONGEST_NAME + " letters", line);
            }
        }
        return line.toString();
    }

    private long longNumber(int length) {
        if (length > Long.BYTES) {
            throw forbidden("a number of at most 8 bytes", length);
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            var digit = code.get();
            number |= (i == length - 1 ? (long) digit : Byte.toUnsignedLong(digit)) << (8 * i);
        }
        return number;
    }

    private CheckpointException forbidden(String expected, Object found) {
        return new CheckpointException(
                FORBIDDEN_PICKLE, file.path(), "expected %s in the pickle, found %s".formatted(expected, found));
    }
}
