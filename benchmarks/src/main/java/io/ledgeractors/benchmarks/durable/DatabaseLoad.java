package io.ledgeractors.benchmarks.durable;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.measure.ProcessUsage;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.benchmarks.turns.TurnResult;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A database in this JVM that does the same double entry: a transfer is a row, and changes the row of its debit account
 * and the row of its credit account. A transaction is forced before it counts. One connection, which is enough for
 * databases with one writer at a time.
 */
final class DatabaseLoad implements DurableLoad {
    private final String name;
    private final int size;
    private final Connection connection;
    private final PreparedStatement transfer;
    private final PreparedStatement debit;
    private final PreparedStatement credit;
    private final String afterCommit;
    private final SplittableRandom random = new SplittableRandom(1);
    private long id;

    private DatabaseLoad(String name, String url, int size, List<String> settings, String afterCommit) {
        this.name = name;
        this.size = size;
        this.afterCommit = afterCommit;
        try {
            connection = DriverManager.getConnection(url);
            try (Statement statement = connection.createStatement()) {
                for (String setting : settings) {
                    statement.execute(setting);
                }
                statement.execute("CREATE TABLE accounts (id BIGINT PRIMARY KEY, debits BIGINT NOT NULL, credits BIGINT"
                        + " NOT NULL)");
                statement.execute("CREATE TABLE transfers (id BIGINT PRIMARY KEY, debit_account BIGINT NOT NULL,"
                        + " credit_account BIGINT NOT NULL, amount BIGINT NOT NULL, made_at BIGINT NOT NULL)");
            }
            connection.setAutoCommit(false);
            createAccounts();
            transfer = connection.prepareStatement("INSERT INTO transfers VALUES (?, ?, ?, ?, ?)");
            debit = connection.prepareStatement("UPDATE accounts SET debits = debits + ? WHERE id = ?");
            credit = connection.prepareStatement("UPDATE accounts SET credits = credits + ? WHERE id = ?");
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }

    /** Opens SQLite with a write-ahead log and {@code synchronous = FULL}, which forces each transaction. */
    static DatabaseLoad sqlite(Path directory, int size) {
        return new DatabaseLoad(
                "SQLite, WAL, FULL",
                "jdbc:sqlite:" + directory.resolve("ledger.sqlite"),
                size,
                List.of("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL"),
                "");
    }

    /** Opens H2, whose commits are not forced by themselves, so each is followed by {@code CHECKPOINT SYNC}. */
    static DatabaseLoad h2(Path directory, int size) {
        return new DatabaseLoad(
                "H2, CHECKPOINT SYNC",
                "jdbc:h2:file:" + directory.resolve("ledger").toAbsolutePath(),
                size,
                List.of("SET WRITE_DELAY 0"),
                "CHECKPOINT SYNC");
    }

    private static BenchmarkException failure(SQLException cause) {
        return new BenchmarkException("the database failed: " + cause.getMessage(), cause);
    }

    private void createAccounts() throws SQLException {
        try (PreparedStatement account = connection.prepareStatement("INSERT INTO accounts VALUES (?, 0, 0)")) {
            for (int i = 1; i <= TransferGenerator.ACCOUNTS; i++) {
                account.setLong(1, i);
                account.addBatch();
            }
            account.executeBatch();
        }
        connection.commit();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public TurnResult run(Duration time) {
        long processor = ProcessUsage.processorNanos();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        long done = 0;
        try (Statement statement = connection.createStatement()) {
            do {
                transaction(statement);
                done += size;
            } while (System.nanoTime() - end < 0);
        } catch (SQLException failed) {
            throw failure(failed);
        }
        return new TurnResult(done, System.nanoTime() - begin, ProcessUsage.processorNanos() - processor);
    }

    private void transaction(Statement statement) throws SQLException {
        List<PreparedStatement> changes = new ArrayList<>(List.of(transfer, debit, credit));
        for (int i = 0; i < size; i++) {
            long from = TransferGenerator.account(random, 0);
            long to = TransferGenerator.account(random, from);
            set(transfer, ++id, from, to, 1, id);
            set(debit, 1, from);
            set(credit, 1, to);
            for (PreparedStatement change : changes) {
                change.addBatch();
            }
        }
        for (PreparedStatement change : changes) {
            requireOneRowEach(change.executeBatch());
        }
        connection.commit();
        if (!afterCommit.isEmpty()) {
            statement.execute(afterCommit);
        }
    }

    private static void set(PreparedStatement statement, long... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setLong(i + 1, values[i]);
        }
    }

    private static void requireOneRowEach(int[] rows) {
        for (int changed : rows) {
            if (changed != 1) {
                throw new BenchmarkException("a statement changed " + changed + " rows instead of 1");
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException failed) {
            throw failure(failed);
        }
    }
}
