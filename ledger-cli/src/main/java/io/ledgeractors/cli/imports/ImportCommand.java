package io.ledgeractors.cli.imports;

import com.typesafe.config.Config;
import io.ledgeractors.cli.ExitCode;
import io.ledgeractors.cli.VersionProvider;
import io.ledgeractors.cli.ledger.ApplicationConfig;
import io.ledgeractors.cli.ledger.LedgerOptions;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.cli.terminal.Interruption;
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

/** The command {@code import}: imports a CSV file. */
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
                    + " field needs no mapping; --ignore excludes it.",
            "",
            "Example: a bank's file with semicolons, a decimal comma, and three lines above the header:",
            "  ./ledger import bank.csv --skip 3 --separator ';' --scale 2 --decimal , \\",
            "    --ignore id --set ledger=1,code=7 --data data/mine \\",
            "    --mapping 'amount=Paid out,debit_account_id=From,credit_account_id=To'",
            "",
            "Ids: without an id column, the id of a row is derived from the identity of the file and the number of the"
                    + " row. Running the command again, even after a kill -9, therefore creates nothing twice. The"
                    + " identity is the content of the file. A changed file is another file, and is refused as long as"
                    + " the state of the earlier import exists. --file-id sets an identity that does not depend on the"
                    + " content; two files with the same --file-id get the same ids.",
            "",
            "Rejected rows: rows that cannot be read or that the ledger rejects go to the file of rejected rows, with"
                    + " number and reason. That file can be imported unchanged, with the same options. A row that"
                    + " failed because an account or money was missing can never succeed with its id. Import the file"
                    + " of rejected rows once the cause is gone, because derived ids are different there.",
            "",
            "Exit codes: 0 all rows are in the ledger; 1 some rows were rejected, or the import stopped; 2 bad input or"
                    + " options, nothing was written to the ledger; 3 an outcome is unknown, run the import again;"
                    + " 4 out of memory. After Ctrl-C, run the import again to continue. More: docs/import.md."
        })
public final class ImportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            description = "A CSV file in UTF-8, or in UTF-16 with a byte order mark. Its first line names the columns.")
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
            description =
                    "Maps fields to columns, such as amount=value,debit_account_id=from. Can be repeated. COLUMN is"
                            + " a name, or #N for the Nth column. A name with a comma may stand in double quotes.")
    private List<String> mapping = new ArrayList<>();

    @Option(
            names = "--ignore",
            paramLabel = "COLUMN,..",
            description =
                    "Excludes columns, such as a column id that holds no ids of the ledger. Can be repeated; COLUMN as"
                            + " in --mapping.")
    private List<String> ignored = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "FIELD=VALUE,..",
            description = "Sets fields that are the same in all rows, such as ledger=1,code=7. Can be repeated.")
    private List<String> values = new ArrayList<>();

    @Option(
            names = "--scale",
            paramLabel = "N",
            defaultValue = "0",
            description = "The number of decimals that amounts may have: with 2, 12.5 is 1250 and 12 is 1200 of the"
                    + " smallest unit (default: ${DEFAULT-VALUE}, whole numbers of the smallest unit).")
    private int scale;

    @Option(
            names = "--decimal",
            paramLabel = "CHAR",
            description = "The decimal sign, . or , (default: a point). Needs --scale.")
    private @Nullable Character decimal;

    @Option(
            names = "--separator",
            paramLabel = "CHAR",
            defaultValue = ",",
            converter = SeparatorConverter.class,
            description = "The separator between fields; \\t is a tab (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init") // has a default
    private Character separator;

    @Option(
            names = "--skip",
            paramLabel = "N",
            defaultValue = "0",
            description = "The number of lines above the header to skip (default: ${DEFAULT-VALUE}).")
    private int skip;

    @Option(names = "--file-id", paramLabel = "TEXT", description = "The identity of the file; see below.")
    private @Nullable String identity;

    @Option(
            names = "--rejected",
            paramLabel = "FILE",
            description = "The file for rejected rows, with number and reason (default: FILE.rejected.csv).")
    private @Nullable Path rejected;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "The file with the state of the import (default: FILE.import.json).")
    private @Nullable Path state;

    @Option(
            names = "--max-rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "The maximum number of rows per second; 0 means no limit (default: ${DEFAULT-VALUE}).")
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
        show(summary, LedgerPlace.describe(config), System.nanoTime() - begin);
        return summary.rejected() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private ImportPlan plan() {
        if (maxRate < 0) {
            throw wrong("--max-rate must not be negative, but is " + maxRate);
        }
        if (skip < 0) {
            throw wrong("--skip must not be negative, but is " + skip);
        }
        if (identity != null && identity.isBlank()) {
            throw wrong("--file-id is empty, so all files would have the same ids; leave it out, or name the file");
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

    private void show(ImportSummary summary, String place, long nanos) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("Ledger    " + place);
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
