package io.ledgeractors.cli;

import java.io.PrintWriter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Answers wrong options with one line that says what is wrong, and one that names the help. */
final class WrongUsage {
    // The parser names Java's types, which a user of the program need not know.
    private static final Pattern NO_NUMBER = Pattern.compile("'([^']*)' is not an? (int|long)$");
    private static final Pattern DIGITS = Pattern.compile("[+-]?[0-9]+");

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
        Matcher noNumber = NO_NUMBER.matcher(message);
        if (noNumber.find()) {
            String value = noNumber.group(1);
            String fault = DIGITS.matcher(value).matches() ? " has too many digits" : " is not a whole number";
            return message.substring(0, noNumber.start()) + "'" + value + "'" + fault;
        }
        return message.equals("Missing required argument(s): --addresses=LIST")
                ? "--cluster ID needs --addresses LIST: an embedded ledger has no such number"
                : message;
    }
}
