package io.ledgeractors.examples.shared;

import io.ledgeractors.model.UInt128;

/** Numbers the attempts of a transfer within its id, where 8 of the 128 bits hold the number. */
public final class TransferAttempts {
    /** The maximum number of an attempt. */
    public static final int MAX = 255;

    private static final int SHIFT = 32;

    /** The bits of the high half of an id that hold the number. */
    public static final long MASK = (long) MAX << SHIFT;

    private TransferAttempts() {}

    /**
     * Returns the id of the same transfer for another attempt. If the ledger answers {@code id_already_failed} to an
     * attempt, that attempt was not executed and never will be, so the next attempt cannot pay twice.
     *
     * @param transfer id of the transfer in any attempt
     * @param attempt number of the attempt, 0 to {@link #MAX}; 0 is the first
     */
    public static UInt128 id(UInt128 transfer, int attempt) {
        return UInt128.of((transfer.high() & ~MASK) | ((long) attempt << SHIFT), transfer.low());
    }
}
