package io.ledgeractors.testkit;

/** A program that uses a kit and knows nothing of JUnit. */
public final class WithoutJUnit {
    private WithoutJUnit() {}

    /** Opens a kit, uses it, and returns the name of its system. */
    public static String run() {
        try (LedgerTestKit kit = LedgerTestKit.create()) {
            kit.await(kit.ledger().createAccounts(java.util.List.of(Things.account(1))));
            kit.advance(java.time.Duration.ofDays(1));
            return kit.system().name();
        }
    }
}
