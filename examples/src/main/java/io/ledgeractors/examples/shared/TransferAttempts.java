package io.ledgeractors.examples.shared;

import io.ledgeractors.model.UInt128;

/** Numbers the attempts of a transfer within its id: of the 128 bits, 8 hold the number. */
public final class TransferAttempts {
    /** The greatest number of an attempt. */
    public static final int MAX = 255;

    private static final int SHIFT = 32;

    /** The bits of the high half of an id that hold the number. */
    public static final long MASK = (long) MAX << SHIFT;

    private TransferAttempts() {}

    /**
     * The id of the same transfer for another attempt. An attempt whose id the ledger has spent was not executed
     * and never will be, so the next one may be made without paying twice.
     *
     * @param transfer id of the transfer, of any attempt
     * @param attempt 0 to {@link #MAX}; 0 is the first
     */
    public static UInt128 id(UInt128 transfer, int attempt) {
        return UInt128.of((transfer.high() & ~MASK) | ((long) attempt << SHIFT), transfer.low());
    }
}
