package io.ledgeractors.cli.inspect;

import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.ExitCode;
import io.ledgeractors.cli.VersionProvider;
import io.ledgeractors.cli.ledger.DirectoryConverter;
import io.ledgeractors.cli.terminal.Progress;
import io.ledgeractors.embedded.inspect.InspectionException;
import io.ledgeractors.embedded.inspect.InspectionProgress;
import io.ledgeractors.embedded.inspect.LedgerInspection;
import io.ledgeractors.embedded.inspect.LedgerReport;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code inspect}: says what is in the directory of an embedded ledger, and what is damaged. */
@Command(
        name = "inspect",
        description = "Says what is in the directory of an embedded ledger, and what is damaged. It changes nothing.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {
            "",
            "The command takes no lock, so the ledger may run meanwhile, except on Windows. Then the command judges"
                    + " what the manifest names when it begins.",
            "",
            "Exit codes: 0 the ledger is sound; 1 it is damaged, and each damaged place that was found is named; 2"
                    + " there is no ledger in the directory, or it cannot be read."
        })
public final class InspectCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "DIR", converter = DirectoryConverter.class, description = "The directory of the ledger.")
    @SuppressWarnings("NullAway.Init") // required
    private Path directory;

    @Option(
            names = "--verify",
            description = "Checks every checksum. Without this option the command reads what a start of the ledger"
                    + " reads: the manifest, the checkpoint and the log, but not the pages of records.")
    private boolean verify;

    @Override
    public Integer call() {
        LedgerReport report = inspect();
        ReportText.print(report, spec.commandLine().getOut());
        return report.isSound() ? ExitCode.OK : ExitCode.FAILED;
    }

    private LedgerReport inspect() {
        Progress progress = Progress.onTerminal();
        try {
            return LedgerInspection.inspect(directory, verify, onto(progress));
        } catch (InspectionException refused) {
            throw new BadInputException(String.valueOf(refused.getMessage()));
        } finally {
            progress.end();
        }
    }

    private static InspectionProgress onto(Progress progress) {
        return new InspectionProgress() {
            @Override
            public void begin(String step, long bytes) {
                progress.begin(step, bytes);
            }

            @Override
            public void add(long bytes) {
                progress.add(bytes);
            }
        };
    }
}
