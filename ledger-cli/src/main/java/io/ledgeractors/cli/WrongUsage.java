package io.ledgeractors.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers wrong options with what is wrong and one line that says where more is. */
final class WrongUsage {
    private WrongUsage() {}

    /** Tells people on the error output; the exit code is the result. */
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
