package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Imports and change events of processes that are killed: each row once, each event once. {@code -Dledger.seed=N} repeats a
 * run, {@code -Dledger.rows=N} makes it larger, {@code -Dledger.kills=N} kills more often.
 */
class ImportKillIT {
    private static final long SEED = Long.getLong("ledger.seed", System.nanoTime());
    private static final int ROWS = Integer.getInteger("ledger.rows", 20_000);
    private static final int KILLS = Integer.getInteger("ledger.kills", 3);
    /** So that it lasts for some seconds, whatever the machine is. */
    private static final int ROWS_A_SECOND = Integer.getInteger("ledger.rate", ROWS / 4);

    private static final int ACCOUNTS = 100;
    private static final Pattern ROW = Pattern.compile("\"row\":(\\d+)");
    private static final Pattern ID = Pattern.compile("\"transfer\":\\{\"id\":\"(\\d+)\"");

    private final Random random = new Random(SEED);

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
                out.write(id + "\n");
            }
        }
    }

    private String row(int row) {
        long id = 1_000_000_000L + row;
        int from = 1 + random.nextInt(ACCOUNTS);
        int to = 1 + from % ACCOUNTS;
        String text = switch (random.nextInt(50)) {
            case 0 -> id + "," + from + "," + to + ",much";
            case 1 -> id + "," + from + "," + from + ",1";
            case 2 -> id + "," + from + ",123456789,1";
            default -> id + "," + from + "," + to + "," + (1 + random.nextInt(1_000));
        };
        boolean isGood =
                !text.endsWith("much") && from != Integer.parseInt(text.split(",")[2]) && !text.contains(",123456789,");
        if (isGood) {
            good.add(String.valueOf(id));
        } else {
            bad.add(text + "," + row + ",");
        }
        return text;
    }

    @Test
    void shouldImportEachRowOnceThoughItIsKilled() throws IOException {
        String[] ledger = {"--data", directory.resolve("data").toString()};
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
        try (ForkedLedger tail =
                ForkedLedger.start("tail", "--once", "--output", events.toString(), ledger[0], ledger[1])) {
            assertThat(tail.await()).as(tail.output()).isZero();
        }
        assertThat(ids(events)).as("seed %d", SEED).isEqualTo(good);
    }

    @Test
    void shouldTellEachEventOnceThoughItIsKilled() throws IOException {
        try (ForkedLedger server = ForkedLedger.start("start", "--memory", "--addresses", "127.0.0.1:0")) {
            String line = server.awaitLine("listening on ");
            String[] ledger = {"--addresses", line.substring("listening on ".length(), line.indexOf(" cluster="))};
            importAccounts(ledger);
            Path events = directory.resolve("events");
            try (ForkedLedger load = importTransfers(ledger)) {
                try (ForkedLedger tail = tail(events, ledger)) {
                    awaitLines(tail, events, good.size() / 4);
                    tail.kill();
                }
                try (ForkedLedger tail = tail(events, ledger)) {
                    assertThat(load.await()).as(load.output()).isEqualTo(1);
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

    private ForkedLedger importTransfers(String... ledger) {
        return start(
                ledger,
                "import",
                transfers.toString(),
                "--mapping",
                "id=number,debit_account_id=from,credit_account_id=to,amount=value",
                "--set",
                "ledger=1,code=1",
                "--max-rate",
                String.valueOf(ROWS_A_SECOND));
    }

    private static ForkedLedger tail(Path events, String... ledger) {
        return start(ledger, "tail", "--from", "0", "--output", events.toString());
    }

    private static ForkedLedger start(String[] ledger, String... args) {
        return ForkedLedger.start(
                Stream.concat(Stream.of(args), Stream.of(ledger)).toArray(String[]::new));
    }

    // What the state says is what a run goes on with.
    private void awaitRow(ForkedLedger run, long row) {
        Path state = directory.resolve("transfers.csv.import.json");
        await(run, () -> {
            Matcher matcher = ROW.matcher(Files.exists(state) ? Files.readString(state) : "");
            return matcher.find() && Long.parseLong(matcher.group(1)) >= row;
        });
    }

    private static void awaitLines(ForkedLedger run, Path file, int lines) {
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

    private static List<String> ids(Path events) throws IOException {
        List<String> ids = new ArrayList<>();
        try (Stream<String> lines = Files.lines(events)) {
            lines.forEach(line -> {
                Matcher matcher = ID.matcher(line);
                if (matcher.find()) {
                    ids.add(matcher.group(1));
                }
            });
        }
        return ids;
    }
}
