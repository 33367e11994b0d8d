package io.ledgeractors.actors.payment.model;

import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The id of a payment: a 128-bit number whose low 16 bits are zero. The ids of the payment's transfers have their
 * attempt, phase and number in these bits. So the payment's id gives the ids of all its transfers, and they sort with
 * it. {@link PaymentIdGenerator} makes new ids, and {@link #ofKey} makes one from a key of another system. Immutable.
 *
 * @param value not 0, its low 16 bits 0
 */
public record PaymentId(UInt128 value) {
    /** The number of attempts that a payment can have. */
    public static final int ATTEMPTS = 16;

    /** The number of legs that an attempt can have, and of refunds that a payment can have. */
    public static final int NUMBERS = 256;

    private static final int BITS = 0xffff;

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if the number is 0 or its low 16 bits are not 0
     */
    public PaymentId {
        if ((value.low() & BITS) != 0 || value.isZero()) {
            throw new IllegalArgumentException("no id of a payment: " + value
                    + "; it must not be 0, but its low 16 bits must; take one from PaymentIdGenerator or ofKey");
        }
    }

    /**
     * Returns the id of the payment that another system knows by a key. The same key always gives the same id, which is
     * the first 112 bits of the key's SHA-256.
     *
     * @param key any text; begin it with the name of the system, so that keys of two systems never collide
     */
    public static PaymentId ofKey(String key) {
        ByteBuffer hash = ByteBuffer.wrap(sha256(key));
        return new PaymentId(UInt128.of(hash.getLong(), hash.getLong() & ~BITS));
    }

    /** Returns the id of the payment that a transfer belongs to. */
    public static PaymentId ofTransfer(UInt128 transferId) {
        return new PaymentId(UInt128.of(transferId.high(), transferId.low() & ~BITS));
    }

    /**
     * Parses the text that {@link #toString} returns.
     *
     * @throws IllegalArgumentException if the text is no decimal number, or the number is no id of a payment
     */
    public static PaymentId parse(String decimal) {
        return new PaymentId(UInt128.parse(decimal));
    }

    /**
     * Returns the id of one of the payment's transfers.
     *
     * @param attempt 0 to 15
     * @param phase what the transfer does
     * @param number of the leg or refund, 0 to 255
     * @throws IllegalArgumentException if attempt or number is out of range
     */
    public UInt128 transferId(int attempt, PaymentPhase phase, int number) {
        if (attempt < 0 || attempt >= ATTEMPTS || number < 0 || number >= NUMBERS) {
            throw new IllegalArgumentException("no transfer of a payment: attempt " + attempt + ", number " + number);
        }
        return UInt128.of(value.high(), value.low() | attempt << 12 | phase.code() << 8 | number);
    }

    /** Returns the attempt of a payment's transfer, 0 to 15. */
    public static int attemptOf(UInt128 transferId) {
        return (int) (transferId.low() >>> 12) & 0xf;
    }

    /** Returns the number of the leg or refund of a payment's transfer, 0 to 255. */
    public static int numberOf(UInt128 transferId) {
        return (int) transferId.low() & 0xff;
    }

    /** Returns true if a payment's transfer is of this phase. */
    public static boolean isOf(PaymentPhase phase, UInt128 transferId) {
        return ((int) (transferId.low() >>> 8) & 0xf) == phase.code();
    }

    /** Returns the number in decimal. */
    @Override
    public String toString() {
        return value.toString();
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
