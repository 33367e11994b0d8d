package io.ledgeractors.examples.cli;

import java.io.PrintWriter;

/**
 * Tells a person what Ctrl-C (or SIGTERM) means for a command that is under way. Closed when the command has ended by
 * itself.
 */
final class Interruption implements AutoCloseable {
    private final Thread hook;

    private Interruption(PrintWriter err, String advice) {
        hook = new Thread(
                () -> {
                    err.println("ledger: interrupted before the end; " + advice);
                    err.flush();
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From now on an interrupt is answered with this advice. */
    static Interruption says(PrintWriter err, String advice) {
        return new Interruption(err, advice);
    }

    /** The advice for a command that can be repeated, on a ledger that stays or is gone. */
    static Interruption ofRepeatable(PrintWriter err, LedgerOptions ledger) {
        return says(err, adviceOn(ledger));
    }

    /** What to do about a command that was interrupted. */
    static String adviceOn(LedgerOptions ledger) {
        return ledger.isMemory()
                ? "its ledger was in memory and is gone"
                : "run it again to continue, nothing is done twice";
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook runs already.
        }
    }
}
