package io.ledgeractors.cli.terminal;


import java.io.PrintWriter;

/**
 * Tells a person what Ctrl-C (or SIGTERM) means for a command that is under way. Closed when the command has ended by
 * itself.
 */
public final class Interruption implements AutoCloseable {
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
    public static Interruption says(PrintWriter err, String advice) {
        return new Interruption(err, advice);
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
