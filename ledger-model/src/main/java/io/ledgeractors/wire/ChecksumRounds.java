package io.ledgeractors.wire;

/**
 * The rounds of AEGIS-128L over a state of 128 bytes, S0 to S7 one after another: most of what a {@link Checksum} costs.
 *
 * <p>{@link #tables()} are those that every JVM has; {@link Checksum#use} lets others take their place. Implementations are
 * thread-safe. Source of the rounds: protocol fact sheet, section 1.
 */
public interface ChecksumRounds {
    /** What it is called in reports. */
    String name();

    /**
     * Absorbs {@code blocks} of 32 bytes each.
     *
     * @param state 128 bytes, changed in place
     * @param bytes at least {@code offset + 32 * blocks} of them
     */
    void absorb(byte[] state, byte[] bytes, int offset, int blocks);

    /** Those that every JVM has. */
    static ChecksumRounds tables() {
        return TableRounds.INSTANCE;
    }
}
