package io.ledgeractors.examples.users;

import com.typesafe.config.Config;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.ExitCode;
import io.ledgeractors.cli.VersionProvider;
import io.ledgeractors.cli.ledger.ApplicationConfig;
import io.ledgeractors.cli.ledger.LedgerOptions;
import io.ledgeractors.cli.terminal.Interruption;
import io.ledgeractors.examples.shared.Differences;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code users}: keeps users in a foreign database consistent with their accounts in the ledger. */
@Command(
        name = "users",
        description = "Gives the users of a database (H2, on disk) accounts in the ledger, and proves that both agree.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {"", "The command can be killed at any moment and run again with the same ledger and database."})
public final class UsersCommand implements Callable<Integer> {
    private static final int HALTED = 9;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--users",
            required = true,
            paramLabel = "DIR",
            description = "The directory of the database. A missing directory is created.")
    @SuppressWarnings("NullAway.Init") // required
    private Path users;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "100",
            description = "The number of users to create (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--halt-after",
            paramLabel = "N",
            defaultValue = "0",
            description = "Halts the process with exit code 9 after this number of steps; 0 means never.")
    private int haltAfter;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Override
    public Integer call() {
        if (count < 1) {
            throw new BadInputException("--count " + count + ": must be at least 1");
        }
        Config config = ledger.place().over(ApplicationConfig.load());
        AtomicInteger steps = new AtomicInteger();
        UsersJob.Result result;
        try (Interruption interruption =
                Interruption.says(spec.commandLine().getErr(), ledger.adviceWhenInterrupted())) {
            result = UsersJob.run(
                    config,
                    users,
                    count,
                    () -> step(steps.incrementAndGet()),
                    spec.commandLine().getErr()::println);
        }
        show(result);
        return result.differences().isEmpty() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void show(UsersJob.Result result) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                "Users     %,d; accounts created %,d, found to exist %,d%n"
                        + "  %-6s each user has an account, and it is noted%n",
                result.users(),
                result.created(),
                result.existed(),
                result.differences().isEmpty() ? "holds" : "FAILS");
        out.print(Differences.text(result.differences()));
        out.flush();
    }

    private void step(int number) {
        if (number == haltAfter) {
            Runtime.getRuntime().halt(HALTED);
        }
    }
}
