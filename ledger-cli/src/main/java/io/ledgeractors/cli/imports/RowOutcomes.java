package io.ledgeractors.cli.imports;

import io.ledgeractors.streams.LedgerResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Collects the outcomes of rows in the order of the rows: counts them, writes rejected ones, and stores the state from
 * time to time. Rows that cannot be read never reach the ledger; they wait here for their turn. Thread-safe.
 */
final class RowOutcomes {
    private record Unreadable(Row row, String reason) {}

    private static final long ROWS_A_CHECKPOINT = 50_000;
    private static final long ROWS_A_LOOK = 256;
    private static final long NANOS_A_CHECKPOINT = 1_000_000_000L;

    private final Path state;
    private final RejectedRows file;
    private final Queue<Unreadable> unreadable = new ArrayDeque<>();
    private final ImportState start;
    private long inFlight;
    private long row;
    private String lastId;
    private long created;
    private long existed;
    private long rejected;
    private long storedNanos = System.nanoTime();

    RowOutcomes(ImportState start, Path state, RejectedRows file) {
        this.start = start;
        this.state = state;
        this.file = file;
        this.row = start.row();
        this.lastId = start.lastId();
        this.created = start.created();
        this.existed = start.existed();
        this.rejected = start.rejected();
    }

    /** Counts a row that is sent to the ledger. */
    synchronized void sent() {
        inFlight++;
    }

    /** Adds a row that cannot be read. */
    synchronized void unreadable(Row bad, String reason) {
        unreadable.add(new Unreadable(bad, reason));
        if (inFlight == 0) {
            settleUnreadable(Long.MAX_VALUE);
        }
    }

    /** Adds the result of a row that was sent. Results arrive in the order of the rows. */
    synchronized void answered(Row answered, LedgerResult result) {
        inFlight--;
        settleUnreadable(answered.number());
        if (result.isInLedger()) {
            lastId = result.id().toString();
            if (result.statusName().equals("created")) {
                created++;
            } else {
                existed++;
            }
        } else {
            file.add(answered, result.statusName());
            rejected++;
        }
        settled(answered.number());
    }

    /** Stores the final state after the last row. */
    synchronized ImportSummary finish() throws IOException {
        settleUnreadable(Long.MAX_VALUE);
        store(true);
        return new ImportSummary(row, start.row(), created, existed, rejected);
    }

    private void settleUnreadable(long before) {
        for (Unreadable next = unreadable.peek();
                next != null && next.row.number() < before;
                next = unreadable.peek()) {
            unreadable.remove();
            file.add(next.row, next.reason);
            rejected++;
            settled(next.row.number());
        }
    }

    private void settled(long number) {
        row = number;
        boolean isLate = number % ROWS_A_LOOK == 0 && System.nanoTime() - storedNanos > NANOS_A_CHECKPOINT;
        if (isLate || number % ROWS_A_CHECKPOINT == 0) {
            storedNanos = System.nanoTime();
            try {
                store(false);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    // Rejected rows are flushed before the state that depends on them.
    private void store(boolean isDone) throws IOException {
        long bytes = file.force();
        new ImportState(
                        start.content(),
                        start.file(),
                        start.rejectedFile(),
                        start.identity(),
                        start.plan(),
                        row,
                        lastId,
                        bytes,
                        created,
                        existed,
                        rejected,
                        isDone)
                .store(state);
    }
}
