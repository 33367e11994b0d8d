package io.ledgeractors.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers wrong options with one line that says what is wrong, and one that names the help. */
final class WrongUsage {
    private WrongUsage() {}

    /**
     * Prints the answer on the error output.
     *
     * @return {@link ExitCode#BAD_INPUT}
     */
    static int tell(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("ledger: " + words(String.valueOf(wrong.getMessage()).replaceFirst("^Error: ", "")));
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.BAD_INPUT;
    }

    private static String words(String message) {
        return message.equals("Missing required argument(s): --addresses=LIST")
                ? "--cluster ID needs --addresses LIST: an embedded ledger has no such number"
                : message;
    }
}
