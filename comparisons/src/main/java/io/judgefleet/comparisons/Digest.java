package io.judgefleet.comparisons;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over length-prefixed fields, cut to 128 bits and written in hex: field borders cannot be moved. */
public final class Digest {
    /** No field is so long: what follows is a kind. */
    private static final int KIND = -1;

    public static String of(String... fields) {
        var sha256 = sha256();
        for (var field : fields) {
            add(field, sha256);
        }
        return hex(sha256);
    }

    /** A digest of another kind: whatever the fields hold, it is none of {@link #of(String...)} and none of another kind. */
    public static String ofKind(String kind, List<String> fields) {
        var sha256 = sha256();
        sha256.update(number(KIND));
        add(kind, sha256);
        fields.forEach(field -> add(field, sha256));
        return hex(sha256);
    }

    private static void add(String field, MessageDigest sha256) {
        var bytes = field.getBytes(StandardCharsets.UTF_8);
        sha256.update(number(bytes.length));
        sha256.update(bytes);
    }

    private static ByteBuffer number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).flip();
    }

    private static String hex(MessageDigest sha256) {
        return HexFormat.of().formatHex(sha256.digest(), 0, 16);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private Digest() {}
}
