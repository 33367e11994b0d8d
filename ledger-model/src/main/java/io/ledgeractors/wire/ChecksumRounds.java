package io.ledgeractors.wire;

/**
 * The rounds of AEGIS-128L over a state of 128 bytes, S0 to S7 in a row. They take most of the time of a {@link
 * Checksum}.
 *
 * <p>Every JVM has {@link #tables()}; {@link Checksum#use} replaces them. Implementations are thread-safe. Source of
 * the rounds: protocol fact sheet, section 1.
 */
public interface ChecksumRounds {
    /** Returns the name for reports. */
    String name();

    /**
     * Absorbs {@code blocks} of 32 bytes each.
     *
     * @param state 128 bytes, changed in place
     * @param bytes at least {@code offset + 32 * blocks} of them
     */
    void absorb(byte[] state, byte[] bytes, int offset, int blocks);

    /** Returns the rounds that every JVM has. */
    static ChecksumRounds tables() {
        return TableRounds.INSTANCE;
    }
}
