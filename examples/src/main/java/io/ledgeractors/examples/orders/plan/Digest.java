package io.ledgeractors.examples.orders.plan;

import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Computes SHA-256 over numbers and texts. Each text is preceded by its length, so different lists differ. Not
 * thread-safe.
 */
public final class Digest {
    private final MessageDigest sha256 = sha256();

    /** Creates a digest that begins with the kind of the hashed object. */
    Digest(String kind) {
        add(kind);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Digest add(long number) {
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
        return this;
    }

    Digest add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        sha256.update(bytes);
        return this;
    }

    /** Returns the first 128 bits of the hash. */
    UInt128 finish() {
        ByteBuffer sum = ByteBuffer.wrap(sha256.digest());
        return UInt128.of(sum.getLong(), sum.getLong());
    }
}
