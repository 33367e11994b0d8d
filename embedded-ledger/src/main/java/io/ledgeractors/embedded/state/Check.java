package io.ledgeractors.embedded.state;

/** Assertions that stay on: a ledger that is wrong must stop, not go on. */
final class Check {
    private Check() {}

    static void that(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("broken ledger: " + what);
        }
    }
}
