package io.judgefleet.judgelm.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes {@code .bin} shards for tests: a pickle built instruction by instruction, and its storages. */
public final class TorchZip {
    private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    private final ByteArrayOutputStream zip = new ByteArrayOutputStream();
    private final ZipOutputStream entries = new ZipOutputStream(zip);

    public TorchZip() {
        code(0x80, 2, '}', '(');
    }

    public TorchZip code(int... instructions) {
        for (var instruction : instructions) {
            pickle.write(instruction);
        }
        return this;
    }

    public TorchZip global(String module, String name) {
        code('c');
        pickle.writeBytes((module + "\n" + name + "\n").getBytes(UTF_8));
        return this;
    }

    public TorchZip text(String text) {
        code('X');
        pickle.writeBytes(number(text.getBytes(UTF_8).length));
        pickle.writeBytes(text.getBytes(UTF_8));
        return this;
    }

    TorchZip integer(int value) {
        code('J');
        pickle.writeBytes(number(value));
        return this;
    }

    /** A tensor of a storage that is written beside the pickle. */
    public TorchZip tensor(String name, String storageType, int[] shape, int[] strides, byte[] storage)
            throws IOException {
        text(name).global("torch._utils", "_rebuild_tensor_v2").code('(', '(').text("storage");
        global("torch", storageType)
                .text(name)
                .text("cpu")
                .integer(storage.length)
                .code('t', 'Q')
                .integer(0);
        tuple(shape)
                .tuple(strides)
                .code(0x89)
                .global("collections", "OrderedDict")
                .code(')', 'R', 't', 'R');
        return entry("data/" + name, storage, ZipEntry.STORED);
    }

    public TorchZip entry(String name, byte[] content, int method) throws IOException {
        var entry = new ZipEntry("archive/" + name);
        var crc = new CRC32();
        crc.update(content);
        entry.setMethod(method);
        entry.setCrc(crc.getValue());
        entry.setSize(content.length);
        entries.putNextEntry(entry);
        entries.write(content);
        entries.closeEntry();
        return this;
    }

    byte[] bytes() throws IOException {
        code('u', '.');
        entry("data.pkl", pickle.toByteArray(), ZipEntry.STORED);
        entries.close();
        return zip.toByteArray();
    }

    public void write(Path file) throws IOException {
        Files.write(file, bytes());
    }

    private TorchZip tuple(int[] numbers) {
        code('(');
        for (var number : numbers) {
            integer(number);
        }
        return code('t');
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
