package io.ledgeractors.embedded;

import io.ledgeractors.embedded.disk.PrivateThread;
import io.ledgeractors.embedded.journal.Journal;
import io.ledgeractors.embedded.journal.recovery.ReplayCapacityException;
import io.ledgeractors.embedded.journal.recovery.Replayer;
import io.ledgeractors.embedded.journal.segment.JournalSettings;
import io.ledgeractors.embedded.log.Log;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.embedded.log.MemoryLog;
import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.replica.Machine;
import io.ledgeractors.embedded.replica.Prepare;
import io.ledgeractors.embedded.replica.PrepareRecord;
import io.ledgeractors.embedded.replica.Replica;
import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.embedded.replica.ReplicaSettings;
import io.ledgeractors.embedded.state.LedgerFullException;
import io.ledgeractors.embedded.state.StateMachine;
import io.ledgeractors.embedded.state.StateSettings;
import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.embedded.state.store.StoreFullException;
import io.ledgeractors.port.Clock;
import io.ledgeractors.port.Disk;
import io.ledgeractors.wire.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
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
 */
record LedgerParts(Log log, @Nullable RecordFiles records, Replica replica, DiskSpace space) {
    /**
     * The size of a file of the log of a stepped ledger. Opening a ledger reads at least one whole file, and tests open
     * many ledgers. A file holds at least the greatest request.
     */
    private static final int STEPPED_SEGMENT_BYTES = 5 << 18;

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedLedger.class);

    /** Opens a log. */
    @FunctionalInterface
    private interface LogOpener {
        Log open(JournalSettings settings, Disk disk, Replayer replayer) throws LogException;
    }

    /**
     * Opens the parts of a ledger that works in threads of its own.
     *
     * @throws LedgerOpenException if it cannot be opened; the message says what to do
     */
    static LedgerParts open(EmbeddedSettings settings, Disk disk) {
        return open(settings, settings.segmentBytes(), disk, recordFiles(settings, disk), Journal::open);
    }

    /**
     * Opens the parts of a ledger without threads. Its records lie off the heap.
     *
     * @throws LedgerOpenException if it cannot be opened; the message says what to do
     */
    static LedgerParts openStepped(EmbeddedSettings settings, Disk disk) {
        return open(settings, STEPPED_SEGMENT_BYTES, disk, null, Journal::openStepped);
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
        return new ReplicaLoop(replica, log, clock, space::look, capacityChanged);
    }

    private static LedgerParts open(
            EmbeddedSettings settings, int segmentBytes, Disk disk, @Nullable RecordFiles records, LogOpener opener) {
        try {
            return openAll(settings, segmentBytes, disk, records, opener);
        } catch (LogException refused) {
            closeQuietly(records);
            throw new LedgerOpenException(String.valueOf(refused.getMessage()), refused);
        } catch (RuntimeException | Error failed) {
            closeQuietly(records);
            throw failed;
        }
    }

    private static LedgerParts openAll(
            EmbeddedSettings settings, int segmentBytes, Disk disk, @Nullable RecordFiles records, LogOpener opener)
            throws LogException {
        check(records);
        DiskSpace space = new DiskSpace(
                String.valueOf(settings.dataDirectory()),
                JournalSettings.freeBytesForNextFile(segmentBytes),
                settings.freeSpaceWarning(),
                settings.clock()::monotonicNanos,
                LOG::warn);
        Replica replica = new Replica(
                new ReplicaSettings(
                        settings.clusterId(), settings.release(), Release.CLIENT_MIN, settings.batchSizeLimit()),
                machine(settings, records == null ? RecordStores.offHeap() : records, space));
        Log log = log(settings, segmentBytes, disk, replica, opener);
        try {
            start(log, replica);
        } catch (LogException | RuntimeException | Error failed) {
            log.close();
            throw failed;
        }
        if (log instanceof Journal journal) {
            space.watch(
                    () -> Math.min(journal.usableBytes(), records == null ? Long.MAX_VALUE : records.usableBytes()));
        }
        return new LedgerParts(log, records, replica, space);
    }

    private static void start(Log log, Replica replica) throws LogException {
        Prepare start = replica.start();
        log.append(start.op(), new PrepareRecord(start));
        replica.replay(start);
        replica.recovered();
        log.sync();
    }

    private static void check(@Nullable RecordFiles records) throws LogException {
        try {
            if (records != null) {
                records.check();
            }
        } catch (IOException refused) {
            throw new LogException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private static Log log(EmbeddedSettings settings, int segmentBytes, Disk disk, Replica replica, LogOpener opener)
            throws LogException {
        Path directory = settings.dataDirectory();
        if (directory == null) {
            return new MemoryLog();
        }
        return opener.open(
                journalSettings(settings, directory, segmentBytes), disk, reader(prepare -> replay(replica, prepare)));
    }

    private static JournalSettings journalSettings(EmbeddedSettings settings, Path directory, int segmentBytes) {
        return new JournalSettings(
                directory, settings.clusterId(), segmentBytes, settings.batchSizeLimit(), settings.tailLoss());
    }

    private static Replayer reader(Consumer<Prepare> prepares) {
        return (bytes, offset, size) -> {
            Prepare prepare = PrepareRecord.read(bytes, offset, size);
            prepares.accept(prepare);
            return prepare.op();
        };
    }

    /**
     * Reads the log of a stepped ledger that is not open.
     *
     * @param prepares gets the operations in their order, and must not keep their bodies
     * @throws LedgerOpenException if the log cannot be opened
     */
    static void readStepped(EmbeddedSettings settings, Path directory, Disk disk, Consumer<Prepare> prepares) {
        try {
            Journal.openStepped(journalSettings(settings, directory, STEPPED_SEGMENT_BYTES), disk, reader(prepares))
                    .close();
        } catch (LogException refused) {
            throw new LedgerOpenException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private static void replay(Replica replica, Prepare prepare) {
        try {
            replica.replay(prepare);
        } catch (StoreFullException | LedgerFullException full) {
            throw new ReplayCapacityException(String.valueOf(full.getMessage()), full);
        }
    }

    private static Machine machine(EmbeddedSettings settings, RecordStores stores, DiskSpace space) {
        StateSettings state = StateSettings.create()
                .withBatchSizeLimit(settings.batchSizeLimit())
                .withHeapMax(settings.memory().heap())
                .withHashSeed(new SecureRandom().nextLong());
        return new LedgerMachine(new StateMachine(state, stores), space);
    }

    private static @Nullable RecordFiles recordFiles(EmbeddedSettings settings, Disk disk) {
        Path directory = settings.dataDirectory();
        if (directory == null || settings.memory().records() == MemorySettings.Records.OFF_HEAP) {
            return null;
        }
        return new RecordFiles(
                disk, directory.resolve("records"), settings.memory().offHeap());
    }

    /** Closes log and records. What runs on them has ended before. */
    void close() {
        log.close();
        closeQuietly(records);
    }

    // A failure does no harm, because the next start makes the files anew.
    private static void closeQuietly(@Nullable RecordFiles records) {
        if (records != null) {
            PrivateThread.run("ledger-close", () -> close(records));
        }
    }

    private static void close(RecordFiles records) {
        try {
            records.close();
        } catch (IOException left) {
            LOG.warn("files of records could not be deleted; the next start of the ledger deletes them", left);
        }
    }
}
