package io.judgefleet.judgelm.checkpoint.files;

import static io.judgefleet.judgelm.checkpoint.files.CheckpointException.Fault.MALFORMED_FILE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

/** Typed reading of a JSON object's fields; null counts as absent, and a wrong value is named. */
public record JsonFields(Path file, JsonNode node) {
    public boolean isEmpty() {
        return node.isEmpty();
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    public String text(String name, String otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        require(node.get(name).isTextual(), name, "a text");
        return node.get(name).textValue();
    }

    public boolean flag(String name, boolean otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        require(node.get(name).isBoolean(), name, "true or false");
        return node.get(name).booleanValue();
    }

    /** A whole number from 1 to a greatest one; the default where the field is absent. */
    public int count(String name, int otherwise, int most) {
        return has(name) ? count(name, most) : otherwise;
    }

    /** A whole number from 1 to a greatest one. */
    public int count(String name, int most) {
        var value = node.path(name);
        require(
                value.canConvertToInt()
                        && value.isIntegralNumber()
                        && value.intValue() >= 1
                        && value.intValue() <= most,
                name,
                "a whole number from 1 to " + most);
        return value.intValue();
    }

    /** A finite number above zero; a default of zero means that there is none. */
    public double positive(String name, double otherwise) {
        if (!has(name) && otherwise > 0) {
            return otherwise;
        }
        var value = node.path(name);
        require(
                value.isNumber() && value.doubleValue() > 0 && Double.isFinite(value.doubleValue()),
                name,
                "a finite number above 0");
        return value.doubleValue();
    }

    /** A finite number from 1 up; a default of zero means that there is none. */
    public double fromOne(String name, double otherwise) {
        double value = positive(name, otherwise);
        require(value >= 1, name, "a finite number from 1 up");
        return value;
    }

    /** Some texts; none where there is no list of them. */
    public List<String> texts(String name) {
        return StreamSupport.stream(node.path(name).spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** A token id. */
    public int index(String name) {
        return index(name, node.path(name));
    }

    /** One token id or a list of them. */
    public List<Integer> indexes(String name) {
        if (!has(name)) {
            return List.of();
        }
        var value = node.get(name);
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(item -> index(name, item))
                        .toList()
                : List.of(index(name, value));
    }

    /** A nested object; empty where it is absent. */
    public JsonFields object(String name) {
        if (!has(name)) {
            return new JsonFields(file, JsonNodeFactory.instance.objectNode());
        }
        require(node.get(name).isObject(), name, "an object");
        return new JsonFields(file, node.get(name));
    }

    public CheckpointException fault(CheckpointException.Fault fault, String name, String expected, Object found) {
        return new CheckpointException(fault, file, "expected %s to be %s, found %s".formatted(name, expected, found));
    }

    private int index(String name, JsonNode value) {
        require(value.isIntegralNumber() && value.canConvertToInt() && value.intValue() >= 0, name, "a token id");
        return value.intValue();
    }

    private void require(boolean holds, String name, String expected) {
        if (!holds) {
            throw fault(MALFORMED_FILE, name, expected, node.path(name));
        }
    }
}
