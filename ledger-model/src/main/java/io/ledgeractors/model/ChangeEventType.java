package io.ledgeractors.model;

/** The type of a {@link ChangeEvent}. The ordinal is the number on the wire. */
public enum ChangeEventType {
    /** A transfer in one phase. */
    SINGLE_PHASE,
    /** A pending transfer was created. */
    TWO_PHASE_PENDING,
    /** A pending transfer was posted. */
    TWO_PHASE_POSTED,
    /** A pending transfer was voided. */
    TWO_PHASE_VOIDED,
    /** A pending transfer expired. */
    TWO_PHASE_EXPIRED;

    private static final ChangeEventType[] VALUES = values();

    /**
     * Returns the type with this number.
     *
     * @throws IllegalArgumentException if TigerBeetle 0.17 has no such type
     */
    public static ChangeEventType ofCode(int code) {
        if (code < 0 || code >= VALUES.length) {
            throw new IllegalArgumentException("no change event type has the number " + code);
        }
        return VALUES[code];
    }
}
