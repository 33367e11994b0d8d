package io.ledgeractors.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program behind {@code ./ledger}. Its commands come from all {@link CommandProvider}s. */
@Command(
        name = "ledger",
        description = "Tools for TigerBeetle ledgers, by Ledger Actors.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "A command without --data, --memory or --addresses uses the ledger that application.conf names.",
            "Exit codes: 0 success; 1 a proof failed, rows were rejected, the ledger is damaged, or the command"
                    + " stopped; 2 bad input or options, nothing was written to the ledger; 3 an outcome is unknown,"
                    + " run the command again; 4 out of memory, start the command again."
        })
public final class Main implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    private Main() {}

    /** Runs one command and ends the JVM with its {@link ExitCode}. */
    public static void main(String[] args) {
        // SLF4J is initialised before other threads log; otherwise it delays their first lines and prints a warning.
        LoggerFactory.getILoggerFactory();
        MemoryGuard guard = MemoryGuard.start();
        int code = run(args, new PrintWriter(System.out, true), new PrintWriter(System.err, true));
        guard.exit(code);
    }

    /**
     * Runs one command in this JVM.
     *
     * @param args the name of the command and its arguments
     * @param out receives the output
     * @param err receives error messages
     * @return the exit code, see {@link ExitCode}
     */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        CommandLine ledger = new CommandLine(new Main());
        commands().forEach(ledger::addSubcommand);
        return ledger.addSubcommand(new CommandLine.HelpCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(out)
                .setErr(err)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(WrongUsage::tell)
                .setExecutionExceptionHandler(Failures::tell)
                .execute(args);
    }

    // Sorted by name, because the order of the providers depends on the class path.
    private static List<CommandLine> commands() {
        return ServiceLoader.load(CommandProvider.class).stream()
                .flatMap(provider -> provider.get().commands().stream())
                .map(CommandLine::new)
                .sorted(Comparator.comparing(CommandLine::getCommandName))
                .toList();
    }

    @Override
    public Integer call() {
        List<String> names = spec.subcommands().keySet().stream()
                .filter(name -> !name.equals("help"))
                .toList();
        int last = names.size() - 1;
        throw new ParameterException(
                spec.commandLine(),
                "Missing command: " + String.join(", ", names.subList(0, last)) + " or " + names.get(last));
    }
}
