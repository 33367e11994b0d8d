package io.ledgeractors.embedded.state;

import io.ledgeractors.session.Limits;

/**
 * The bounds of a {@link StateMachine}. Immutable.
 *
 * @param limits the limits of a request
 * @param accountsMax the most accounts, 1 to 2^28
 * @param transfersMax the most transfers, and the most expiries, 1 to 2^28
 * @param failedIdsMax the most ids of transfers that failed and may not be used again, 1 to 2^28; 16 bytes each
 * @param heapMax the most bytes of heap for tables and indexes, at least 16 MiB; a transfer takes about 64 bytes
 * @param hashSeed seeds the hashes of ids; it never changes a reply, and must be secret where clients choose ids,
 *     because they could make searches slow otherwise
 */
public record StateSettings(
        Limits limits, int accountsMax, int transfersMax, int failedIdsMax, long heapMax, long hashSeed) {
    /** The lowest {@link #heapMax}, in bytes. */
    public static final long HEAP_MIN = 16 << 20;

    private static final int MOST = 1 << 28;

    /** Checks the bounds. */
    public StateSettings {
        bounded("accountsMax", accountsMax);
        bounded("transfersMax", transfersMax);
        bounded("failedIdsMax", failedIdsMax);
        if (heapMax < HEAP_MIN) {
            throw new IllegalArgumentException("heapMax must be at least " + HEAP_MIN + " bytes, but is " + heapMax);
        }
    }

    /** Returns the widest bounds: full requests, 2^28 objects of each kind, and as much heap as the JVM has. */
    public static StateSettings create() {
        return new StateSettings(Limits.DEFAULT, MOST, MOST, MOST, Long.MAX_VALUE, 0);
    }

    /** Returns these settings with another limit of a request's body, in bytes. */
    public StateSettings withBatchSizeLimit(int batchSizeLimit) {
        return new StateSettings(
                new Limits(batchSizeLimit), accountsMax, transfersMax, failedIdsMax, heapMax, hashSeed);
    }

    /** Returns these settings with another {@link #accountsMax}. */
    public StateSettings withAccountsMax(int most) {
        return new StateSettings(limits, most, transfersMax, failedIdsMax, heapMax, hashSeed);
    }

    /** Returns these settings with another {@link #transfersMax}. */
    public StateSettings withTransfersMax(int most) {
        return new StateSettings(limits, accountsMax, most, failedIdsMax, heapMax, hashSeed);
    }

    /** Returns these settings with another {@link #failedIdsMax}. */
    public StateSettings withFailedIdsMax(int most) {
        return new StateSettings(limits, accountsMax, transfersMax, most, heapMax, hashSeed);
    }

    /** Returns these settings with another {@link #heapMax}. */
    public StateSettings withHeapMax(long bytes) {
        return new StateSettings(limits, accountsMax, transfersMax, failedIdsMax, bytes, hashSeed);
    }

    /** Returns these settings with another {@link #hashSeed}. */
    public StateSettings withHashSeed(long seed) {
        return new StateSettings(limits, accountsMax, transfersMax, failedIdsMax, heapMax, seed);
    }

    private static void bounded(String name, int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException(name + " must be between 1 and " + MOST + ", but is " + value);
        }
    }
}
