package io.ledgeractors.examples.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code ./ledger}. */
@Command(
        name = "ledger",
        description = "Runs the examples of Ledger Actors.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            OrdersCommand.class,
            ImportCommand.class,
            TailCommand.class,
            PaymentsCommand.class,
            UsersCommand.class,
            StartCommand.class,
            CommandLine.HelpCommand.class
        },
        footer = {
            "",
            "Without options a command uses the ledger that application.conf names.",
            "Exit codes: 0 all is well; 1 a proof failed, rows were rejected, or it stopped; 2 bad input or options,"
                    + " nothing was written to the ledger; 3 an outcome is unknown, run it again; 4 out of memory,"
                    + " start it again."
        })
public final class Main implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        // Here, before there are other threads: later the first lines of several would be held back with a warning.
        LoggerFactory.getILoggerFactory();
        MemoryGuard guard = MemoryGuard.start();
        int code = run(args, new PrintWriter(System.out, true), new PrintWriter(System.err, true));
        guard.exit(code);
    }

    /** Runs one command; what it says goes to these writers. */
    static int run(String[] args, PrintWriter out, PrintWriter err) {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(WrongUsage::tell)
                .setExecutionExceptionHandler(Failures::tell)
                .execute(args);
    }

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "Missing command: demo, orders, import, tail, payments, users or start");
    }
}
