package io.ledgeractors.examples.orders;

import io.ledgeractors.cli.VersionProvider;
import io.ledgeractors.cli.ledger.LedgerOptions;
import io.ledgeractors.examples.orders.plan.OrderBook;
import io.ledgeractors.examples.orders.plan.OrderFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code orders}: pays the standing orders of a file. */
@Command(
        name = "orders",
        description = "Pays the standing orders of a file, month by month, and proves it from the ledger.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {
            "",
            "Running the command again on the same ledger pays nothing twice. More months add to an earlier run."
        })
public final class OrdersCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "A file in UTF-8 with semicolons and optional quotes. Its columns are"
                    + " order_id;account_id;bank_to;account_to;amount;k_symbol.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Option(
            names = "--months",
            required = true,
            paramLabel = "N",
            converter = MonthsConverter.class,
            description = "The number of months to pay, 1 to 1200.")
    @SuppressWarnings("NullAway.Init") // required
    private Integer months;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Also writes report.txt and report.json into this directory.")
    private @Nullable Path report;

    @Override
    public Integer call() {
        OrderBook book = OrderFile.read(file);
        return new OrdersRun(spec.commandLine(), ledger.adviceWhenInterrupted())
                .run(book, months, ledger.place(), report);
    }
}
