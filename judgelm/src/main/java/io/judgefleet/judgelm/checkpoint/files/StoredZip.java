package io.judgefleet.judgelm.checkpoint.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The entries of a zip file that stores them uncompressed, as PyTorch does, so that each lies as one stretch in the file.
 *
 * <p>{@link java.util.zip.ZipFile} does not say where an entry's bytes are, hence a reader of our own.
 */
final class StoredZip {
    /** An entry's bytes within the file. */
    record Entry(long start, long length) {}

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int END64_BYTES = 56;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int ZIP64_FIELD = 1;
    private static final long ELSEWHERE = 0xffffffffL;

    private final WeightFile file;

    private StoredZip(WeightFile file) {
        this.file = file;
    }

    static Map<String, Entry> read(WeightFile file) {
        return new StoredZip(file).entries();
    }

    private Map<String, Entry> entries() {
        var directory = directory();
        var entries = new HashMap<String, Entry>();
        while (directory.hasRemaining()) {
            if (directory.remaining() < ENTRY_BYTES || directory.getInt(directory.position()) != ENTRY_SIGNATURE) {
                throw file.malformed("an entry of the zip directory", directory.remaining() + " other bytes");
            }
            var header = directory.slice(directory.position(), ENTRY_BYTES).order(directory.order());
            directory.position(directory.position() + ENTRY_BYTES);
            var name = UTF_8.decode(take(directory, unsigned(header, 28))).toString();
            var extra = take(directory, unsigned(header, 30));
            take(directory, unsigned(header, 32));
            if (entries.put(name, entry(name, header, extra)) != null) {
                throw file.malformed("each zip entry once", name + " twice");
            }
        }
        return entries;
    }

    /** The central directory, found from the end of the file. */
    private ByteBuffer directory() {
        var length = Math.min(file.size(), END_BYTES + LONGEST_COMMENT);
        var tail = file.read(file.size() - length, length, "the end of a zip file");
        for (int at = (int) length - END_BYTES; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE) {
                return directory(
                        file.size() - length + at, tail.slice(at, END_BYTES).order(tail.order()));
            }
        }
        throw file.malformed("a zip file as torch.save writes it since version 1.6", "no end of directory");
    }

    private ByteBuffer directory(long endAt, ByteBuffer end) {
        long size = Integer.toUnsignedLong(end.getInt(12));
        long offset = Integer.toUnsignedLong(end.getInt(16));
        if (size == ELSEWHERE || offset == ELSEWHERE) {
            var locator = file.read(endAt - LOCATOR_BYTES, LOCATOR_BYTES, "a zip64 locator");
            var end64 = file.read(locator.getLong(8), END64_BYTES, "a zip64 end of directory");
            if (locator.getInt(0) != LOCATOR_SIGNATURE || end64.getInt(0) != END64_SIGNATURE) {
                throw file.malformed("a zip64 end of directory", "another signature");
            }
            size = end64.getLong(40);
            offset = end64.getLong(48);
        }
        return file.read(offset, size, "a zip directory");
    }

    private Entry entry(String name, ByteBuffer header, ByteBuffer extra) {
        if (unsigned(header, 10) != 0) {
            throw file.malformed(name + " to be stored uncompressed", "compression method " + unsigned(header, 10));
        }
        long size = Integer.toUnsignedLong(header.getInt(24));
        long offset = Integer.toUnsignedLong(header.getInt(42));
        if (size == ELSEWHERE || offset == ELSEWHERE) {
            var wide = zip64(name, extra);
            size = size == ELSEWHERE ? wide(name, wide) : size;
            // An entry whose uncompressed size is wide has a wide compressed one behind it.
            if (Integer.toUnsignedLong(header.getInt(20)) == ELSEWHERE) {
                wide(name, wide);
            }
            offset = offset == ELSEWHERE ? wide(name, wide) : offset;
        }
        if (size < 0) {
            throw file.malformed(name + " to have a size", size);
        }
        return new Entry(start(name, offset), size);
    }

    /** The local header repeats the name and may have other extra fields than the directory. */
    private long start(String name, long offset) {
        var local = file.read(offset, LOCAL_BYTES, "the header of " + name);
        if (local.getInt(0) != LOCAL_SIGNATURE) {
            throw file.malformed("the header of " + name, "another signature");
        }
        return offset + LOCAL_BYTES + unsigned(local, 26) + unsigned(local, 28);
    }

    private ByteBuffer zip64(String name, ByteBuffer extra) {
        while (extra.remaining() >= 4) {
            var id = Short.toUnsignedInt(extra.getShort());
            var field = take(extra, Short.toUnsignedInt(extra.getShort()));
            if (id == ZIP64_FIELD) {
                return field;
            }
        }
        throw file.malformed(name + " to have a zip64 field", "none");
    }

    private long wide(String name, ByteBuffer field) {
        if (field.remaining() < Long.BYTES) {
            throw file.malformed(name + " to have 8 bytes in its zip64 field", field.remaining());
        }
        return field.getLong();
    }

    private ByteBuffer take(ByteBuffer from, int length) {
        if (from.remaining() < length) {
            throw file.malformed(length + " bytes in the zip directory", from.remaining());
        }
        var taken = from.slice(from.position(), length).order(from.order());
        from.position(from.position() + length);
        return taken;
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }
}
