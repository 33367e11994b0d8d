package io.ledgeractors.embedded;

import io.ledgeractors.embedded.checkpoint.CheckpointSettings;
import io.ledgeractors.embedded.checkpoint.Checkpointer;
import io.ledgeractors.embedded.disk.PrivateThread;
import io.ledgeractors.embedded.journal.Journal;
import io.ledgeractors.embedded.journal.recovery.Replayer;
import io.ledgeractors.embedded.journal.recovery.Restorer;
import io.ledgeractors.embedded.journal.segment.JournalSettings;
import io.ledgeractors.embedded.log.Log;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.embedded.log.MemoryLog;
import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.replica.Prepare;
import io.ledgeractors.embedded.replica.PrepareRecord;
import io.ledgeractors.embedded.replica.Replica;
import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.port.Clock;
import io.ledgeractors.port.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of an open ledger: the log is replayed, and the start is durable. Nothing runs yet.
 *
 * @param log keeps operations
 * @param records the files of records, or null if records lie off the heap
 * @param replica the core of the ledger
 * @param space watches the disk
 * @param checkpoints takes checkpoints, or null if the ledger has none
 */
record LedgerParts(
        Log log,
        @Nullable RecordFiles records,
        Replica replica,
        DiskSpace space,
        @Nullable Checkpointer checkpoints) {
    /**
     * The size of a file of the log of a stepped ledger. Opening a ledger reads at least one whole file, and tests open
     * many ledgers. A file holds at least the greatest request.
     */
    private static final int STEPPED_SEGMENT_BYTES = 5 << 18;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedLedger.class);

    /** Opens a log. */
    @FunctionalInterface
    private interface LogOpener {
        Log open(JournalSettings settings, Disk disk, Restorer restorer) throws LogException;
    }

    /**
     * Opens the parts of a ledger that works in threads of its own.
     *
     * @throws LedgerOpenException if it cannot be opened; the message says what to do
     */
    static LedgerParts open(EmbeddedSettings settings, Disk disk, CheckpointSettings checkpoints) {
        return open(settings, settings.segmentBytes(), disk, recordsPath(settings), checkpoints, Journal::open);
    }

    /**
     * Opens the parts of a ledger without threads.
     *
     * @param checkpoints when a checkpoint is due; null for a ledger without them, whose records lie off the heap
     * @throws LedgerOpenException if it cannot be opened; the message says what to do
     */
    static LedgerParts openStepped(EmbeddedSettings settings, Disk disk, @Nullable CheckpointSettings checkpoints) {
        return openStepped(settings, STEPPED_SEGMENT_BYTES, disk, checkpoints);
    }

    /** Opens the parts of a ledger without threads, with new files of the log of this size. */
    static LedgerParts openStepped(
            EmbeddedSettings settings, int segmentBytes, Disk disk, @Nullable CheckpointSettings checkpoints) {
        Path recordsPath = checkpoints == null ? null : recordsPath(settings);
        return open(settings, segmentBytes, disk, recordsPath, checkpoints, Journal::openStepped);
    }

    /** Makes a ledger of the parts. If that fails, the parts are closed, so that the directory can be opened again. */
    <L> L into(Function<LedgerParts, L> ledger) {
        try {
            return ledger.apply(this);
        } catch (RuntimeException | Error failed) {
            close();
            throw failed;
        }
    }

    /**
     * Creates the loop that works on the parts.
     *
     * @param capacityChanged is told why the ledger is full, or null once it is not full any more
     */
    ReplicaLoop loop(Clock clock, Consumer<@Nullable String> capacityChanged) {
        Runnable look = checkpoints == null ? () -> {} : checkpoints::look;
        return new ReplicaLoop(replica, log, clock, look, space::look, capacityChanged);
    }

    private static LedgerParts open(
            EmbeddedSettings settings,
            int segmentBytes,
            Disk disk,
            @Nullable Path recordsPath,
            @Nullable CheckpointSettings checkpoints,
            LogOpener opener) {
        DiskSpace space = new DiskSpace(
                String.valueOf(settings.dataDirectory()),
                JournalSettings.freeBytesForNextFile(segmentBytes),
                settings.freeSpaceWarning(),
                settings.clock()::monotonicNanos,
                LOG::warn);
        LedgerRestorer restorer = new LedgerRestorer(settings, disk, space, recordsPath);
        try {
            return openAll(settings, segmentBytes, disk, restorer, space, checkpoints, opener);
        } catch (LogException refused) {
            closeQuietly(restorer.records());
            throw new LedgerOpenException(String.valueOf(refused.getMessage()), refused);
        } catch (RuntimeException | Error failed) {
            closeQuietly(restorer.records());
            throw failed;
        }
    }

    private static LedgerParts openAll(
            EmbeddedSettings settings,
            int segmentBytes,
            Disk disk,
            LedgerRestorer restorer,
            DiskSpace space,
            @Nullable CheckpointSettings checkpoints,
            LogOpener opener)
            throws LogException {
        Log log = log(settings, segmentBytes, disk, restorer, opener);
        restorer.replayed();
        RecordFiles records = restorer.records();
        Replica replica = restorer.replica();
        if (log instanceof Journal journal && journal.reservedTime() > 0) {
            replica.reserved(journal.reservedTime());
        }
        try {
            start(log, replica);
        } catch (LogException | RuntimeException | Error failed) {
            log.close();
            throw failed;
        }
        if (log instanceof Journal journal) {
            space.watch(
                    () -> Math.min(journal.usableBytes(), records == null ? Long.MAX_VALUE : records.usableBytes()));
            if (records != null && checkpoints != null) {
                return new LedgerParts(
                        log, records, replica, space, checkpointer(checkpoints, restorer, records, journal));
            }
        }
        return new LedgerParts(log, records, replica, space, null);
    }

    private static Checkpointer checkpointer(
            CheckpointSettings settings, LedgerRestorer restorer, RecordFiles records, Journal journal) {
        Checkpointer checkpointer = new Checkpointer(
                settings,
                restorer.seed(),
                restorer.replica(),
                restorer.saved(),
                records,
                journal,
                !journal.isStepped());
        checkpointer.start(restorer.checkpointOp(), restorer.checkpointObjects());
        return checkpointer;
    }

    private static void start(Log log, Replica replica) throws LogException {
        Prepare start = replica.start();
        log.append(start.op(), new PrepareRecord(start));
        replica.replay(start);
        replica.recovered();
        log.sync();
    }

    private static Log log(
            EmbeddedSettings settings, int segmentBytes, Disk disk, LedgerRestorer restorer, LogOpener opener)
            throws LogException {
        Path directory = settings.dataDirectory();
        if (directory == null) {
            try {
                restorer.restore(null);
            } catch (IOException impossible) {
                throw new LogException(String.valueOf(impossible.getMessage()), impossible);
            }
            return new MemoryLog();
        }
        return opener.open(journalSettings(settings, directory, segmentBytes), disk, restorer);
    }

    private static JournalSettings journalSettings(EmbeddedSettings settings, Path directory, int segmentBytes) {
        return new JournalSettings(
                directory, settings.clusterId(), segmentBytes, settings.batchSizeLimit(), settings.tailLoss());
    }

    /**
     * Reads the log of a stepped ledger that is not open.
     *
     * @param prepares gets the operations in their order, and must not keep their bodies
     * @throws LedgerOpenException if the log cannot be opened
     */
    static void readStepped(EmbeddedSettings settings, Path directory, Disk disk, Consumer<Prepare> prepares) {
        Replayer reader = (bytes, offset, size) -> {
            Prepare prepare = PrepareRecord.read(bytes, offset, size);
            prepares.accept(prepare);
            return prepare.op();
        };
        try {
            Journal.openStepped(journalSettings(settings, directory, STEPPED_SEGMENT_BYTES), disk, reader)
                    .close();
        } catch (LogException refused) {
            throw new LedgerOpenException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private static @Nullable Path recordsPath(EmbeddedSettings settings) {
        Path directory = settings.dataDirectory();
        if (directory == null || settings.memory().records() == MemorySettings.Records.OFF_HEAP) {
            return null;
        }
        return directory.resolve("records");
    }

    /** Closes log and records. What runs on them has ended before. */
    void close() {
        Checkpointer checkpointer = checkpoints;
        if (checkpointer != null) {
            checkpointer.close();
        }
        log.close();
        closeQuietly(records);
    }

    // A failure does no harm, because the next start makes the files anew, or has them in a checkpoint.
    private static void closeQuietly(@Nullable RecordFiles records) {
        if (records != null) {
            PrivateThread.run("ledger-close", () -> close(records));
        }
    }

    private static void close(RecordFiles records) {
        try {
            records.close();
        } catch (IOException left) {
            LOG.warn("files of records could not be closed; the next start of the ledger opens or deletes them", left);
        }
    }
}
