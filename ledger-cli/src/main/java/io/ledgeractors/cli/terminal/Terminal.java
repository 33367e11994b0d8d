package io.ledgeractors.cli.terminal;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether a person is looking. */
public final class Terminal {
    /** Set by the start script, which can tell: {@code true} if output and error output are terminals. */
    static final String PROPERTY = "ledger.terminal";

    private Terminal() {}

    /** True if what is printed goes to a terminal. */
    public static boolean isInteractive() {
        String told = System.getProperty(PROPERTY);
        return told != null ? Boolean.parseBoolean(told) : isConsole();
    }

    private static boolean isConsole() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    // From JDK 22 on there is always a console and isTerminal tells; before, a console is a terminal.
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
