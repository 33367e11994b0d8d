package io.ledgeractors.embedded.state.tables;

/** Assertions that stay on: a ledger that is wrong must stop, not go on. */
public final class Invariant {
    private Invariant() {}

    public static void that(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("broken ledger: " + what);
        }
    }
}
