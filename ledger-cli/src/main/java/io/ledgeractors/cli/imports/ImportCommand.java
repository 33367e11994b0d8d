package io.ledgeractors.cli.imports;

import io.ledgeractors.cli.ExitCode;
import io.ledgeractors.cli.VersionProvider;
import io.ledgeractors.cli.ledger.ApplicationConfig;
import io.ledgeractors.cli.ledger.LedgerOptions;
import io.ledgeractors.cli.terminal.Interruption;

import com.typesafe.config.Config;
import io.ledgeractors.cli.terminal.Progress;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Imports a CSV file. */
@Command(
        name = "import",
        description = "Creates an account or a transfer for each row of a CSV file, exactly once.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        footer = {
            "",
            "Fields: id, debit_account_id, credit_account_id, amount, pending_id, user_data_128, user_data_64,"
                    + " user_data_32, timeout, ledger, code, flags (a number, or names with | between them), timestamp"
                    + " (history: ns since 1970 or an ISO instant, rising from row to row). A column with the name of a"
                    + " field needs no mapping; --ignore leaves it out.",
            "",
            "Example: a bank's file with semicolons, a decimal comma, and three lines above the header:",
            "  ./ledger import bank.csv --skip 3 --separator ';' --scale 2 --decimal , --ignore id"
                    + " --mapping 'amount=Paid out,debit_account_id=From,credit_account_id=To' --set ledger=1,code=7"
                    + " --data data/mine",
            "",
            "Ids: without an id column a row's id is made from the file's identity and the row's number, so that"
                    + " running the command again, after a kill -9 too, creates nothing twice. The identity is the"
                    + " content of the file: a changed file is another one, and is refused as long as the state of its"
                    + " import is there. --file-id gives it an identity that changes do not touch; two files with the"
                    + " same --file-id get the same ids.",
            "",
            "Rows that cannot be read or that the ledger rejects go to the file of rejected rows, with number and"
                    + " reason. That file can be imported unchanged, with the same options. A row that failed for want"
                    + " of an account or of money has spent its id: import the rejected rows as a file of their own"
                    + " once the cause is gone.",
            "",
            "Exit codes: 0 all rows are in the ledger; 1 some were rejected, or the import stopped; 2 bad input or"
                    + " options, nothing was written to the ledger; 3 an outcome is unknown, run it again; 4 out of"
                    + " memory. After Ctrl-C, run it again to continue. More: docs/import.md."
        })
public final class ImportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "UTF-8, or UTF-16 with a byte order mark; its first line names the columns.")
    @SuppressWarnings("NullAway.Init") // required
    private Path file;

    @Option(
            names = "--as",
            paramLabel = "KIND",
            defaultValue = "transfers",
            description = "What rows become: accounts or transfers (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private RowKind kind;

    @Option(
            names = "--mapping",
            paramLabel = "FIELD=COLUMN,..",
            description = "Which column is which field, such as amount=value,debit_account_id=from. Can be repeated."
                    + " COLUMN is a name, or #N for the Nth column. A name with a comma may stand in double quotes.")
    private List<String> mapping = new ArrayList<>();

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN,..",
            description =
                    "Columns to leave out, such as one of the source that is called id, but is no id of the ledger."
                            + " Can be repeated; COLUMN as in --mapping.")
    private List<String> ignored = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE,..",
            description = "A field that is the same in all rows, such as ledger=1,code=7. Can be repeated.")
    private List<String> values = new ArrayList<>();

    @Option(
            names = "--scale",
            paramLabel = "N",
            defaultValue = "0",
            description = "Amounts have up to N decimals: with 2, 12.5 is 1250 and 12 is 1200 of the smallest unit"
                    + " (default: ${DEFAULT-VALUE}, whole numbers of the smallest unit).")
    private int scale;

    @Option(
            names = "--decimal",
            paramLabel = "CHAR",
            description = "Stands before the decimals, . or , (default: a point). Needs --scale.")
    private @Nullable Character decimal;

    @Option(
            names = "--separator",
            paramLabel = "CHAR",
            defaultValue = ",",
            converter = SeparatorConverter.class,
            description = "Stands between fields; \\t is a tab (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private Character separator;

    @Option(
            names = "--skip",
            paramLabel = "N",
            defaultValue = "0",
            description = "Lines above the header that are not read (default: ${DEFAULT-VALUE}).")
    private int skip;

    @Option(names = "--file-id", paramLabel = "TEXT", description = "The identity of the file; see below.")
    private @Nullable String identity;

    @Option(
            names = "--rejected",
            paramLabel = "FILE",
            description = "Gets rejected rows, with number and reason (default: FILE.rejected.csv).")
    private @Nullable Path rejected;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "Keeps how far the import is (default: FILE.import.json).")
    private @Nullable Path state;

    @Option(
            names = "--max-rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "Rows a second at most; 0: as fast as the ledger takes them (default: ${DEFAULT-VALUE}).")
    private int maxRate;

    @Mixin
    private LedgerOptions ledger = new LedgerOptions();

    @Override
    public Integer call() {
        ImportPlan plan = plan();
        Config config = ledger.place().over(ApplicationConfig.load());
        Progress progress = Progress.onTerminal();
        PrintWriter err = spec.commandLine().getErr();
        long begin = System.nanoTime();
        ImportSummary summary;
        try (Interruption interruption = Interruption.says(err, ledger.adviceWhenInterrupted())) {
            summary = ImportJob.run(config, plan, progress, err::println);
        }
        show(summary, System.nanoTime() - begin);
        return summary.rejected() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private ImportPlan plan() {
        if (maxRate < 0) {
            throw wrong("--max-rate must not be negative, but is " + maxRate);
        }
        if (skip < 0) {
            throw wrong("--skip must not be negative, but is " + skip);
        }
        return new ImportPlan(
                file,
                separator,
                skip,
                kind,
                new Mapping(fields("--mapping", mapping), fields("--set", values), ignored, amounts()),
                Optional.ofNullable(identity),
                rejected == null ? beside(".rejected.csv") : rejected,
                state == null ? beside(".import.json") : state,
                maxRate);
    }

    private AmountForm amounts() {
        if (decimal != null && scale == 0) {
            throw wrong("--decimal needs --scale N, the number of decimals that amounts have, such as --scale 2");
        }
        try {
            return new AmountForm(scale, decimal == null ? '.' : decimal);
        } catch (IllegalArgumentException e) {
            throw wrong("--scale or --decimal: " + e.getMessage());
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Path beside(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    private Map<Field, String> fields(String option, List<String> given) {
        Map<Field, String> fields = new EnumMap<>(Field.class);
        for (String list : given) {
            try {
                Quoted.pairs(list).forEach((name, value) -> {
                    if (fields.put(Field.of(name), value) != null) {
                        throw new IllegalArgumentException(name + " is given twice");
                    }
                });
            } catch (IllegalArgumentException e) {
                throw wrong(option + " " + list + ": " + e.getMessage());
            }
        }
        return fields;
    }

    private void show(ImportSummary summary, long nanos) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("Rows      %,d in %.1f s%n", summary.rows(), nanos / 1e9);
        if (summary.resumedBehind() > 0) {
            out.printf("Resumed   behind row %,d%n", summary.resumedBehind());
        }
        out.printf("Created   %,d%n", summary.created());
        out.printf("Existed   %,d%n", summary.existed());
        out.printf("Rejected  %,d", summary.rejected());
        out.println(summary.rejected() == 0 ? "" : ", see " + plan().rejected());
        out.flush();
    }
}
