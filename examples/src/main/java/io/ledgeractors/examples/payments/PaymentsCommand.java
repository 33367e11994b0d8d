package io.ledgeractors.examples.payments;

import com.typesafe.config.Config;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.ExitCode;
import io.ledgeractors.cli.VersionProvider;
import io.ledgeractors.cli.files.ReportFiles;
import io.ledgeractors.cli.ledger.ApplicationConfig;
import io.ledgeractors.cli.ledger.LedgerOptions;
import io.ledgeractors.cli.terminal.Interruption;
import io.ledgeractors.cli.terminal.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code payments}: runs a payment service. */
@Command(
        name = "payments",
        description = "Runs a sharded payment service with two-phase payments and failures made on purpose. Proves from"
                + " the ledger that each payment was made once or not at all.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {"", "The command can be killed at any moment and run again: nothing is paid twice."})
public final class PaymentsCommand implements Callable<Integer> {
    private static final int COUNT_MAX = 1_000_000;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "2000",
            description =
                    "The number of payments, 1 to 1000000 (default: ${DEFAULT-VALUE}). Another number is another shop.")
    private int count;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Also writes report.txt and report.json into this directory.")
    private @Nullable Path report;

    @Override
    public Integer call() {
        if (count < 1 || count > COUNT_MAX) {
            throw new BadInputException("--count " + count + ": must be 1 to " + COUNT_MAX);
        }
        ReportFiles files = ReportFiles.in(report);
        Config config = ledger.place().over(ApplicationConfig.load());
        Progress progress = Progress.onTerminal();
        PaymentsReport done;
        try (Interruption interruption =
                Interruption.says(spec.commandLine().getErr(), ledger.adviceWhenInterrupted())) {
            done = PaymentsJob.run(
                    config, new Shop(count), progress, spec.commandLine().getErr()::println);
        }
        boolean isWritten = files.show(spec.commandLine(), done.text(), done.json());
        if (done.isGood()) {
            return isWritten ? ExitCode.OK : ExitCode.FAILED;
        }
        return done.tally().undecided() > 0 ? ExitCode.UNKNOWN : ExitCode.FAILED;
    }
}
