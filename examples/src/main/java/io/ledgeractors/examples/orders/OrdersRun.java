package io.ledgeractors.examples.orders;

import com.typesafe.config.Config;
import io.ledgeractors.cli.ExitCode;
import io.ledgeractors.cli.files.ReportFiles;
import io.ledgeractors.cli.ledger.ApplicationConfig;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.cli.terminal.Interruption;
import io.ledgeractors.cli.terminal.Progress;
import io.ledgeractors.examples.orders.plan.OrderBook;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs {@link OrdersJob} for a command, with progress and report on the console and an exit code. */
public final class OrdersRun {
    private final CommandLine console;
    private final String adviceWhenInterrupted;

    /**
     * Creates a run.
     *
     * @param console the command
     * @param adviceWhenInterrupted what an interruption means and what to do, for people
     */
    public OrdersRun(CommandLine console, String adviceWhenInterrupted) {
        this.console = console;
        this.adviceWhenInterrupted = adviceWhenInterrupted;
    }

    /**
     * Runs the job. Blocks the caller until it is done.
     *
     * @param reportTo the directory for the files of the report; null for no files
     * @return the exit code
     */
    public int run(OrderBook book, int months, LedgerPlace place, @Nullable Path reportTo) {
        ReportFiles files = ReportFiles.in(reportTo);
        Config config = place.over(ApplicationConfig.load());
        Progress progress = Progress.onTerminal();
        try (Interruption interruption = Interruption.says(console.getErr(), adviceWhenInterrupted)) {
            OrdersReport report = OrdersJob.run(config, book, months, progress, console.getErr()::println);
            boolean isWritten = show(report, files);
            return report.isGood() && isWritten ? ExitCode.OK : ExitCode.FAILED;
        } catch (OrdersOutcomeUnknownException unknown) {
            show(unknown.report(), files);
            throw unknown;
        }
    }

    private boolean show(OrdersReport report, ReportFiles files) {
        return files.show(console, OrdersReportText.of(report), OrdersReportJson.of(report));
    }
}
