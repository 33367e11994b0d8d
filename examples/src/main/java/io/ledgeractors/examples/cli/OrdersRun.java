package io.ledgeractors.examples.cli;

import com.typesafe.config.Config;
import io.ledgeractors.examples.job.LedgerPlace;
import io.ledgeractors.examples.job.OrdersJob;
import io.ledgeractors.examples.job.Progress;
import io.ledgeractors.examples.job.Report;
import io.ledgeractors.examples.job.ReportJson;
import io.ledgeractors.examples.job.ReportText;
import io.ledgeractors.examples.job.UnknownOutcomeException;
import io.ledgeractors.examples.orders.OrderBook;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Runs the job for a command: progress and report on its console, the outcome as its exit code. */
final class OrdersRun {
    private final CommandLine console;
    private final String adviceWhenInterrupted;

    /** A run of a command; the advice is for people who interrupt it. */
    OrdersRun(CommandLine console, String adviceWhenInterrupted) {
        this.console = console;
        this.adviceWhenInterrupted = adviceWhenInterrupted;
    }

    /** Runs the job; {@code reportTo} null writes no files. */
    int run(OrderBook book, int months, LedgerPlace place, @Nullable Path reportTo) {
        ReportFiles files = ReportFiles.in(reportTo);
        Config config = place.over(ExamplesConfig.load());
        Progress progress = Terminal.isInteractive() ? new ProgressOnTerminal() : Progress.NONE;
        try (Interruption interruption = Interruption.says(console.getErr(), adviceWhenInterrupted)) {
            Report report = OrdersJob.run(config, book, months, progress, console.getErr()::println);
            boolean isWritten = show(report, files);
            return report.isGood() && isWritten ? ExitCode.OK : ExitCode.FAILED;
        } catch (UnknownOutcomeException unknown) {
            Report report = unknown.report();
            if (report != null) {
                show(report, files);
            }
            throw unknown;
        }
    }

    private boolean show(Report report, ReportFiles files) {
        return files.show(console, ReportText.of(report), ReportJson.of(report));
    }
}
