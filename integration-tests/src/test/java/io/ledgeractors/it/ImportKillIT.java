package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.UInt128;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills processes that import rows and read change events. Each row and each event must occur once. {@code
 * -Dledger.seed=N} repeats a run, {@code -Dledger.rows=N} makes it larger, {@code -Dledger.kills=N} kills more often.
 */
class ImportKillIT {
    private static final long SEED = Long.getLong("ledger.seed", System.nanoTime());
    private static final int ROWS = Integer.getInteger("ledger.rows", 20_000);
    private static final int KILLS = Integer.getInteger("ledger.kills", 3);
    /** The limit of the import's rate, in rows a second. It makes an import last for some seconds on any machine. */
    private static final int ROWS_A_SECOND = Integer.getInteger("ledger.rate", ROWS / 4);

    private static final int ACCOUNTS = 100;
    private static final int NO_ACCOUNT = 500;
    private static final int TRANSFERS_FROM = 1_000;
    private static final int BITS_OF_A_RUN = 24;
    private static final Pattern ROW = Pattern.compile("\"row\":(\\d+)");
    private static final Pattern ID = Pattern.compile("\"transfer\":\\{\"id\":\"(\\d+)\"");

    private final Random random = new Random(SEED);
    // No earlier run has used these ids and this time, not even on an outside server.
    private final long began = System.currentTimeMillis();
    private final long base = began << (BITS_OF_A_RUN - 3) & -1L << BITS_OF_A_RUN;

    @TempDir
    Path directory;

    private Path transfers;
    private final List<String> good = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();

    @BeforeEach
    void generate() throws IOException {
        System.out.println("seed " + SEED);
        transfers = directory.resolve("transfers.csv");
        try (BufferedWriter out = Files.newBufferedWriter(transfers)) {
            out.write("number,from,to,value\n");
            for (int row = 1; row <= ROWS; row++) {
                out.write(row(row) + "\n");
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(directory.resolve("accounts.csv"))) {
            out.write("id\n");
            for (int id = 1; id <= ACCOUNTS; id++) {
                out.write(base + id + "\n");
            }
        }
    }

    private String row(int row) {
        long id = base + TRANSFERS_FROM + row;
        long from = base + 1 + random.nextInt(ACCOUNTS);
        long to = base + 1 + (from - base) % ACCOUNTS;
        int kind = random.nextInt(50);
        String text = switch (kind) {
            case 0 -> id + "," + from + "," + to + ",much";
            case 1 -> id + "," + from + "," + from + ",1";
            case 2 -> id + "," + from + "," + (base + NO_ACCOUNT) + ",1";
            default -> id + "," + from + "," + to + "," + (1 + random.nextInt(1_000));
        };
        if (kind > 2) {
            good.add(String.valueOf(id));
        } else {
            bad.add(text + "," + row + ",");
        }
        return text;
    }

    @Test
    void shouldImportEachRowOnceThoughItIsKilled() throws IOException {
        String[] ledger = ServerUnderTest.argumentsOr(directory.resolve("data"));
        importAccounts(ledger);
        for (int kill = 1; kill <= KILLS; kill++) {
            try (ForkedLedger run = importTransfers(ledger)) {
                awaitRow(run, (long) ROWS * kill / (KILLS + 2) + random.nextInt(ROWS / 20));
                run.kill();
            }
        }
        try (ForkedLedger run = importTransfers(ledger)) {
            assertThat(run.await()).as("seed %d: %s", SEED, run.output()).isEqualTo(1);
            assertThat(run.output())
                    .contains(String.format("Rows      %,d ", ROWS))
                    .contains(String.format("Rejected  %,d", bad.size()));
        }

        checkRejected();
        Path events = directory.resolve("events");
        try (ForkedLedger tail = tail(events, ForkedLedger.join(ledger, "--once"))) {
            assertThat(tail.await()).as(tail.output()).isZero();
        }
        assertThat(ids(events)).as("seed %d", SEED).isEqualTo(good);
    }

    @Test
    void shouldTellEachEventOnceThoughItIsKilled() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.fork(UInt128.ZERO)) {
            String[] ledger = server.arguments();
            importAccounts(ledger);
            Path events = directory.resolve("events");
            try (ForkedLedger load = importTransfers(ledger)) {
                try (ForkedLedger tail = tail(events, ledger)) {
                    awaitLines(tail, events, good.size() / 4);
                    tail.kill();
                }
                try (ForkedLedger tail = tail(events, ledger)) {
                    assertThat(load.await()).as(load.output()).isEqualTo(1);
                    // The killed process may have written all events. The late row shows that the new process reads
                    // events, so that it can be terminated.
                    importLate(ledger);
                    awaitLines(tail, events, good.size());
                    assertThat(tail.terminate()).as(tail.output()).isZero();
                }
            }
            assertThat(ids(events)).as("seed %d", SEED).isEqualTo(good);
        }
    }

    private void checkRejected() throws IOException {
        List<String> rejected = Files.readAllLines(directory.resolve("transfers.csv.rejected.csv"));
        assertThat(rejected).as("seed %d", SEED).hasSize(1 + bad.size());
        for (int i = 0; i < bad.size(); i++) {
            assertThat(rejected.get(i + 1)).as("seed %d", SEED).startsWith(bad.get(i));
        }
    }

    private void importAccounts(String... ledger) {
        try (ForkedLedger run = start(
                ledger,
                "import",
                directory.resolve("accounts.csv").toString(),
                "--as",
                "accounts",
                "--set",
                "ledger=1,code=1")) {
            assertThat(run.await()).as(run.output()).isZero();
        }
    }

    private void importLate(String... ledger) throws IOException {
        String id = String.valueOf(base + TRANSFERS_FROM + ROWS + 1);
        good.add(id);
        Path late = directory.resolve("late.csv");
        Files.writeString(late, "number,from,to,value\n" + id + "," + (base + 1) + "," + (base + 2) + ",1\n");
        try (ForkedLedger run = importTransfers(late, ledger)) {
            assertThat(run.await()).as(run.output()).isZero();
        }
    }

    private ForkedLedger importTransfers(String... ledger) {
        return importTransfers(transfers, ledger);
    }

    private static ForkedLedger importTransfers(Path file, String... ledger) {
        return start(
                ledger,
                "import",
                file.toString(),
                "--mapping",
                "id=number,debit_account_id=from,credit_account_id=to,amount=value",
                "--set",
                "ledger=1,code=1",
                "--max-rate",
                String.valueOf(ROWS_A_SECOND));
    }

    // The clock of an outside server may be behind, so the events are read from a minute before the test.
    private ForkedLedger tail(Path events, String... ledger) {
        long from = ServerUnderTest.isOutside() ? TimeUnit.MILLISECONDS.toNanos(began - 60_000) : 0;
        return start(ledger, "tail", "--from", String.valueOf(from), "--output", events.toString());
    }

    private static ForkedLedger start(String[] ledger, String... args) {
        return ForkedLedger.start(args, ledger);
    }

    // Waits for a row in the file of the state, from which the next run continues.
    private void awaitRow(ForkedLedger run, long row) {
        Path state = directory.resolve("transfers.csv.import.json");
        await(run, () -> {
            Matcher matcher = ROW.matcher(Files.exists(state) ? Files.readString(state) : "");
            return matcher.find() && Long.parseLong(matcher.group(1)) >= row;
        });
    }

    private void awaitLines(ForkedLedger run, Path file, int lines) {
        await(run, () -> Files.exists(file) && ids(file).size() >= lines);
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(ForkedLedger run, Condition condition) {
        long end = System.nanoTime() + 120_000_000_000L;
        try {
            while (!condition.holds()) {
                assertThat(run.isAlive()).as(run.output()).isTrue();
                assertThat(System.nanoTime())
                        .as("not within two minutes: %s", run.output())
                        .isLessThan(end);
                ForkedLedger.pause(20);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Returns the ids that belong to this run.
    private List<String> ids(Path events) throws IOException {
        List<String> ids = new ArrayList<>();
        try (Stream<String> lines = Files.lines(events)) {
            lines.forEach(line -> {
                Matcher matcher = ID.matcher(line);
                if (matcher.find() && isOurs(new BigInteger(matcher.group(1)))) {
                    ids.add(matcher.group(1));
                }
            });
        }
        return ids;
    }

    private boolean isOurs(BigInteger id) {
        return id.shiftRight(BITS_OF_A_RUN).equals(BigInteger.valueOf(base >> BITS_OF_A_RUN));
    }
}
