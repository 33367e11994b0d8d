package io.ledgeractors.cli;

import io.ledgeractors.embedded.LedgerOpenException;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Turns the exception of a command into one line of text and an exit code. */
final class Failures {
    private static final String DEBUG = "ledger.debug";

    private Failures() {}

    /**
     * Prints the failure as one line on the error output, and its stack trace with {@code -Dledger.debug=true}.
     *
     * @return the exit code
     */
    static int tell(Exception thrown, CommandLine command, ParseResult parsed) {
        Throwable failure = unwrapped(thrown);
        int code = exitCode(failure);
        command.getErr().println("ledger: " + line(failure, code));
        if (Boolean.getBoolean(DEBUG)) {
            failure.printStackTrace(command.getErr());
        }
        return code;
    }

    /** Returns the exit code for this failure. */
    static int exitCode(Throwable failure) {
        if (failure instanceof UnknownOutcomeException) {
            return ExitCode.UNKNOWN;
        }
        boolean isInput = failure instanceof BadInputException
                || failure instanceof LedgerOpenException
                || failure instanceof CommandLine.ParameterException;
        return isInput ? ExitCode.BAD_INPUT : ExitCode.FAILED;
    }

    private static String line(Throwable failure, int code) {
        boolean isExpected = code != ExitCode.FAILED || failure instanceof NotExecutedException;
        String message = failure instanceof LedgerOpenException
                ? FileTrouble.behind(failure).map("the ledger in "::concat).orElse(String.valueOf(failure.getMessage()))
                : String.valueOf(failure.getMessage());
        return isExpected ? message : "unexpected: " + failure + " (JAVA_OPTS=-D" + DEBUG + "=true shows where)";
    }

    private static Throwable unwrapped(Throwable thrown) {
        Throwable failure = thrown;
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure;
    }
}
