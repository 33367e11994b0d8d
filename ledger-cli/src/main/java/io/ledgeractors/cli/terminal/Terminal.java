package io.ledgeractors.cli.terminal;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Finds out whether a person reads the output. */
final class Terminal {
    /** The system property that the start script sets: {@code true} if output and error output are terminals. */
    static final String PROPERTY = "ledger.terminal";

    private Terminal() {}

    /** Returns true if the output goes to a terminal. */
    static boolean isInteractive() {
        String told = System.getProperty(PROPERTY);
        return told != null ? Boolean.parseBoolean(told) : isConsole();
    }

    private static boolean isConsole() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    // Since JDK 22 there is always a console, and isTerminal() decides. In older JDKs a console is a terminal.
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException olderThan22) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException unexpected) {
            return false;
        }
    }
}
