package io.ledgeractors.embedded.state;

import io.ledgeractors.session.Limits;

/**
 * What bounds a {@link StateMachine}. Immutable.
 *
 * @param limits what fits into a request
 * @param accountsMax most accounts, 1 to 2^28
 * @param transfersMax most transfers and most expiries, 1 to 2^28
 * @param failedIdsMax most ids of transfers that failed and may not be used again, 1 to 2^28; 16 bytes each
 * @param heapMax most bytes of heap that tables and indexes take, at least 16 MiB; about 64 a transfer
 * @param hashSeed changes where ids stand in tables, never an answer; secret where clients choose ids
 */
public record StateSettings(
        Limits limits, int accountsMax, int transfersMax, int failedIdsMax, long heapMax, long hashSeed) {
    /** The least {@link #heapMax}. */
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

    /** Full requests, as many objects as a state machine can number, as much heap as there is. */
    public static StateSettings create() {
        return new StateSettings(Limits.DEFAULT, MOST, MOST, MOST, Long.MAX_VALUE, 0);
    }

    /** The same with another greatest body of a request, in bytes. */
    public StateSettings withBatchSizeLimit(int batchSizeLimit) {
        return new StateSettings(
                new Limits(batchSizeLimit), accountsMax, transfersMax, failedIdsMax, heapMax, hashSeed);
    }

    /** The same with another number of accounts. */
    public StateSettings withAccountsMax(int most) {
        return new StateSettings(limits, most, transfersMax, failedIdsMax, heapMax, hashSeed);
    }

    /** The same with another number of transfers. */
    public StateSettings withTransfersMax(int most) {
        return new StateSettings(limits, accountsMax, most, failedIdsMax, heapMax, hashSeed);
    }

    /** The same with another number of ids that may not be used again. */
    public StateSettings withFailedIdsMax(int most) {
        return new StateSettings(limits, accountsMax, transfersMax, most, heapMax, hashSeed);
    }

    /** The same with another number of bytes of heap. */
    public StateSettings withHeapMax(long bytes) {
        return new StateSettings(limits, accountsMax, transfersMax, failedIdsMax, bytes, hashSeed);
    }

    /** The same with another seed of the hashes. */
    public StateSettings withHashSeed(long seed) {
        return new StateSettings(limits, accountsMax, transfersMax, failedIdsMax, heapMax, seed);
    }

    private static void bounded(String name, int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException(name + " must be between 1 and " + MOST + ", but is " + value);
        }
    }
}
