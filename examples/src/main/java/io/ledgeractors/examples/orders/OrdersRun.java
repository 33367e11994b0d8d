package io.ledgeractors.examples.orders;

import io.ledgeractors.cli.ExitCode;
import io.ledgeractors.cli.files.ReportFiles;
import io.ledgeractors.cli.ledger.ApplicationConfig;
import io.ledgeractors.cli.terminal.Interruption;

import com.typesafe.config.Config;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.cli.terminal.Progress;
import io.ledgeractors.cli.UnknownOutcomeException;
import io.ledgeractors.examples.orders.plan.OrderBook;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs the job for a command: progress and report on its console, the outcome as its exit code. */
public final class OrdersRun {
    private final CommandLine console;
    private final String adviceWhenInterrupted;

    /** A run of a command; the advice is for people who interrupt it. */
    public OrdersRun(CommandLine console, String adviceWhenInterrupted) {
        this.console = console;
        this.adviceWhenInterrupted = adviceWhenInterrupted;
    }

    /** Runs the job; {@code reportTo} null writes no files. */
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
