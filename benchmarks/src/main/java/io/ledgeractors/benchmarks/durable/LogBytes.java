package io.ledgeractors.benchmarks.durable;

import io.ledgeractors.embedded.inspect.InspectionProgress;
import io.ledgeractors.embedded.inspect.LedgerInspection;
import io.ledgeractors.embedded.inspect.LedgerReport;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The bytes of log that a transfer takes. A ledger works for so short a time that the first file of its log holds all,
 * and no checkpoint comes.
 */
final class LogBytes {
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final int HEADER_AND_MARKS = 3 * 4096;

    private LogBytes() {}

    /** Measures requests of this size by so many sessions, in a directory that is empty. Blocks the caller. */
    static double perTransfer(Path directory, int sessions, int size) {
        long transfers;
        LedgerLoad load = new LedgerLoad(directory, sessions, size);
        try {
            transfers = load.run(SHORT).operations();
        } finally {
            load.close();
        }
        LedgerReport report = LedgerInspection.inspect(directory.resolve("ledger"), false, InspectionProgress.NONE);
        LedgerReport.End end = report.end();
        return end == null ? 0 : (double) (end.offset() - HEADER_AND_MARKS) / transfers;
    }
}
