package io.ledgeractors.embedded.state.tables;

/** Assertions that stay on in production: a ledger whose state is wrong must stop, because going on would spread it. */
public final class Invariant {
    private Invariant() {}

    /**
     * Requires that an invariant holds.
     *
     * @param what says what is the case if it does not hold
     * @throws IllegalStateException if it does not hold
     */
    public static void that(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("broken ledger: " + what);
        }
    }
}
