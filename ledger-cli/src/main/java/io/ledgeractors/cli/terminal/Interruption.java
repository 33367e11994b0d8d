package io.ledgeractors.cli.terminal;

import java.io.PrintWriter;

/**
 * Prints advice when Ctrl-C or SIGTERM interrupts a running command. Close it when the command has ended by itself.
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

    /**
     * Installs a shutdown hook that prints the advice.
     *
     * @param err receives one line
     * @param advice what the interruption means and what to do, for people
     */
    public static Interruption says(PrintWriter err, String advice) {
        return new Interruption(err, advice);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The JVM is ending, and the hook is running.
        }
    }
}
