package io.ledgeractors.embedded.state;

import io.ledgeractors.session.Limits;

/**
 * What bounds a {@link StateMachine}. Immutable.
 *
 * @param limits what fits into a request
 * @param accountsMax most accounts, 1 to 2^28
 * @param transfersMax most transfers and most expiries, 1 to 2^28
 * @param burntIdsMax most ids of transfers that failed and may not be used again, 1 to 2^28; 16 bytes each
 */
public record StateSettings(Limits limits, int accountsMax, int transfersMax, int burntIdsMax) {
    private static final int MOST = 1 << 28;

    /** Checks the bounds. */
    public StateSettings {
        bounded("accountsMax", accountsMax);
        bounded("transfersMax", transfersMax);
        bounded("burntIdsMax", burntIdsMax);
    }

    /** Full requests, as many objects as a state machine can number. */
    public static StateSettings create() {
        return new StateSettings(Limits.DEFAULT, MOST, MOST, MOST);
    }

    /** The same with another greatest body of a request, in bytes. */
    public StateSettings withBatchSizeLimit(int batchSizeLimit) {
        return new StateSettings(new Limits(batchSizeLimit), accountsMax, transfersMax, burntIdsMax);
    }

    /** The same with another number of accounts. */
    public StateSettings withAccountsMax(int most) {
        return new StateSettings(limits, most, transfersMax, burntIdsMax);
    }

    /** The same with another number of transfers. */
    public StateSettings withTransfersMax(int most) {
        return new StateSettings(limits, accountsMax, most, burntIdsMax);
    }

    /** The same with another number of ids that may not be used again. */
    public StateSettings withBurntIdsMax(int most) {
        return new StateSettings(limits, accountsMax, transfersMax, most);
    }

    private static void bounded(String name, int value) {
        if (value < 1 || value > MOST) {
            throw new IllegalArgumentException(name + " must be between 1 and " + MOST + ", but is " + value);
        }
    }
}
