package io.ledgeractors.cli.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.CapturedConsole;
import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.cli.terminal.Progress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportJobIT {
    private static final int ACCOUNTS = 10;
    private static final int TRANSFERS = 3_000;
    private static final Mapping MAPPING = new Mapping(
            Map.of(Field.DEBIT_ACCOUNT_ID, "from", Field.CREDIT_ACCOUNT_ID, "to", Field.AMOUNT, "value"),
            Map.of(Field.LEDGER, "1", Field.CODE, "7"));

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void importAccounts() throws IOException {
        file = directory.resolve("transfers.csv");
        List<String> rows = new ArrayList<>(List.of("id;ledger;code;flags"));
        for (int i = 1; i <= ACCOUNTS; i++) {
            rows.add(i + ";1;1;history|credits_must_not_exceed_debits".substring(0, i == 1 ? 12 : 5));
        }
        Path accounts = directory.resolve("accounts.csv");
        Files.write(accounts, rows);
        ImportPlan plan = plan(accounts, ';', RowKind.ACCOUNTS, new Mapping(Map.of(), Map.of()), Optional.empty());
        assertThat(run(plan)).isEqualTo(new ImportSummary(ACCOUNTS, 0, ACCOUNTS, 0, 0));
    }

    @Test
    void shouldCreateEachRowOnceAndKeepRejectedOnes() throws IOException {
        Files.write(file, transfers());
        ImportPlan plan = transferPlan(Optional.empty());
        int wrong = TRANSFERS / 100 + TRANSFERS / 100;

        assertThat(run(plan)).isEqualTo(new ImportSummary(TRANSFERS, 0, TRANSFERS - wrong, 0, wrong));
        List<String> rejected = Files.readAllLines(plan.rejected());
        assertThat(rejected).hasSize(1 + wrong);
        assertThat(rejected.get(0)).isEqualTo("from,to,value,row,reason");
        assertThat(rejected.get(1)).startsWith("1,2,much,50,").contains("amount 'much'");
        assertThat(rejected.get(2)).isEqualTo("3,3,1,100,accounts_must_be_different");

        assertThat(run(plan)).isEqualTo(new ImportSummary(TRANSFERS, 0, 0, TRANSFERS - wrong, wrong));
        assertThat(Files.readAllLines(plan.rejected())).isEqualTo(rejected);
    }

    @Test
    void shouldGoOnWhereAnEarlierRunEnded() throws IOException {
        List<String> rows = transfers();
        Files.write(file, rows);
        ImportPlan plan = transferPlan(Optional.of("mine"));
        run(plan);
        List<String> rejected = Files.readAllLines(plan.rejected());
        // The state of a run that was killed after row 150, with later rejected rows on the disk.
        long bytes = rejected.subList(0, 4).stream()
                .mapToLong(line -> line.length() + 2)
                .sum();
        ImportState done = ImportState.load(plan.state());
        String id = new RowIds("mine").of(149).toString();
        at150(done, id, bytes).store(plan.state());

        ImportSummary summary = run(plan);

        assertThat(summary.resumedBehind()).isEqualTo(150);
        assertThat(summary.rows()).isEqualTo(TRANSFERS);
        assertThat(summary.created() + summary.existed() + summary.rejected()).isEqualTo(TRANSFERS);
        assertThat(Files.readAllLines(plan.rejected())).isEqualTo(rejected);
    }

    @Test
    void shouldBeginAnewWithAnotherLedger() throws IOException {
        Files.write(file, transfers());
        ImportPlan plan = transferPlan(Optional.empty());
        run(plan);
        ImportState done = ImportState.load(plan.state());
        at150(done, "999", done.rejectedBytes()).store(plan.state());

        assertThat(run(plan).resumedBehind()).isZero();
    }

    @Test
    void shouldNotTakeAChangedFileForAnother() throws IOException {
        List<String> rows = transfers();
        Files.write(file, rows);
        run(transferPlan(Optional.empty()));
        rows.add("1,2,5");
        Files.write(file, rows);

        assertThatThrownBy(() -> run(transferPlan(Optional.empty())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has changed")
                .hasMessageContaining("--file-id");
        String before = ImportState.load(directory.resolve("state.json")).identity();
        ImportSummary again = run(transferPlan(Optional.of(before)));
        assertThat(again.created()).isOne();
        assertThat(again.rows()).isEqualTo(TRANSFERS + 1);
    }

    @Test
    void shouldNotCallItBadInputThatAFileChangedOnceRowsAreWritten() throws IOException {
        Files.write(file, transfers());
        Progress changing = new Progress() {
            @Override
            public void begin(String step, long total) {
                try {
                    Files.writeString(file, "1,2,5\n", StandardOpenOption.APPEND);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void add(long done) {}

            @Override
            public void end() {}
        };
        assertThatThrownBy(() -> run(transferPlan(Optional.empty()), directory.resolve("ledger"), changing))
                .isInstanceOf(NotExecutedException.class)
                .hasMessageContaining("was changed while it was imported")
                .hasMessageContaining("rows before that may be in the ledger");
    }

    @Test
    void shouldImportHistory() throws IOException {
        Files.write(
                file,
                List.of(
                        "id,debit_account_id,credit_account_id,amount,timestamp",
                        "1,101,102,5,1970-01-01T00:00:03Z",
                        "2,102,101,7,1970-01-01T00:00:04Z"));
        Path accounts = directory.resolve("old.csv");
        Files.write(accounts, List.of("id,timestamp", "101,1000", "102,2000"));
        Mapping mapping = new Mapping(Map.of(), Map.of(Field.LEDGER, "1", Field.CODE, "1"));
        Path ledger = directory.resolve("history");

        assertThat(run(plan(accounts, ',', RowKind.ACCOUNTS, mapping, Optional.empty()), ledger)
                        .created())
                .isEqualTo(2);
        assertThat(run(plan(file, ',', RowKind.TRANSFERS, mapping, Optional.empty()), ledger)
                        .created())
                .isEqualTo(2);
    }

    private static ImportState at150(ImportState done, String lastId, long bytes) {
        return new ImportState(
                done.content(),
                done.file(),
                done.rejectedFile(),
                done.identity(),
                done.plan(),
                150,
                lastId,
                bytes,
                147,
                0,
                3,
                false);
    }

    private static List<String> transfers() {
        List<String> rows = new ArrayList<>(List.of("from,to,value"));
        for (int i = 1; i <= TRANSFERS; i++) {
            if (i % 100 == 50) {
                rows.add("1,2,much");
            } else if (i % 100 == 0) {
                rows.add("3,3,1");
            } else {
                rows.add("1," + (2 + i % (ACCOUNTS - 1)) + "," + i);
            }
        }
        return rows;
    }

    private ImportPlan transferPlan(Optional<String> identity) {
        return plan(file, ',', RowKind.TRANSFERS, MAPPING, identity);
    }

    private ImportPlan plan(Path from, char separator, RowKind kind, Mapping mapping, Optional<String> identity) {
        String name = from.endsWith("old.csv") ? "old-" : kind == RowKind.ACCOUNTS ? "accounts-" : "";
        return new ImportPlan(
                from,
                separator,
                0,
                kind,
                mapping,
                identity,
                directory.resolve(name + "rejected.csv"),
                directory.resolve(name + "state.json"),
                0);
    }

    private ImportSummary run(ImportPlan plan) {
        return run(plan, directory.resolve("ledger"));
    }

    private static ImportSummary run(ImportPlan plan, Path ledger) {
        return run(plan, ledger, Progress.NONE);
    }

    private static ImportSummary run(ImportPlan plan, Path ledger, Progress progress) {
        Path root = CapturedConsole.root();
        Config config = LedgerPlace.inDirectory(ledger)
                .over(ConfigFactory.load(
                        ConfigFactory.parseFile(root.resolve("application.conf").toFile())));
        return ImportJob.run(config, plan, progress, notice -> {});
    }
}
