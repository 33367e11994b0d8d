package io.ledgeractors.embedded;

import io.ledgeractors.embedded.disk.FileDisk;
import io.ledgeractors.embedded.disk.PrivateThread;
import io.ledgeractors.embedded.inprocess.InProcessSession;
import io.ledgeractors.embedded.journal.Journal;
import io.ledgeractors.embedded.journal.recovery.ReplayCapacityException;
import io.ledgeractors.embedded.journal.segment.JournalSettings;
import io.ledgeractors.embedded.log.Log;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.embedded.log.MemoryLog;
import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.recovery.RecoveryResult;
import io.ledgeractors.embedded.replica.ExpiryPass;
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
import io.ledgeractors.port.Disk;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.vector.FasterChecksum;
import io.ledgeractors.wire.Release;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger inside this JVM. It does what a TigerBeetle replica does, on one machine and without replication. It is
 * durable in a directory of its own, or lives in memory alone.
 *
 * <p>Thread-safe. A reply leaves when its own operation and all earlier ones are on the disk.
 */
public final class EmbeddedLedger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedLedger.class);

    private final EmbeddedSettings settings;
    private final Log log;
    private final RecoveryResult recovery;
    private final @Nullable RecordFiles records;
    private final ReplicaLoop loop;
    private final Set<InProcessSession> sessions = ConcurrentHashMap.newKeySet();
    private final Set<LedgerServer> servers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessionNumbers = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedLedger(
            EmbeddedSettings settings, Log log, @Nullable RecordFiles records, Replica replica, DiskSpace space) {
        this.settings = settings;
        this.log = log;
        this.recovery = log instanceof Journal journal ? journal.recovery() : RecoveryResult.NEW;
        this.records = records;
        this.loop = new ReplicaLoop(replica, log, settings.clock(), space::look, this::capacityChanged);
    }

    /**
     * Opens the ledger. It creates the directory if there is none, and otherwise replays all that is in it.
     *
     * @throws LedgerOpenException if the directory is in use, damaged, of another cluster or batch size limit, or not a
     *     ledger's, or if the disk is full; the message says what to do
     */
    public static EmbeddedLedger open(EmbeddedSettings settings) {
        FasterChecksum.tryOut();
        return open(settings, new FileDisk());
    }

    static EmbeddedLedger open(EmbeddedSettings settings, Disk disk) {
        RecordFiles records = recordFiles(settings, disk);
        try {
            return open(settings, disk, records);
        } catch (LogException refused) {
            closeQuietly(records);
            throw new LedgerOpenException(String.valueOf(refused.getMessage()), refused);
        } catch (RuntimeException | Error failed) {
            closeQuietly(records);
            throw failed;
        }
    }

    private static EmbeddedLedger open(EmbeddedSettings settings, Disk disk, @Nullable RecordFiles records)
            throws LogException {
        check(records);
        DiskSpace space = new DiskSpace(
                String.valueOf(settings.dataDirectory()),
                JournalSettings.freeBytesForNextFile(settings.segmentBytes()),
                settings.freeSpaceWarning(),
                settings.clock()::monotonicNanos,
                LOG::warn);
        Replica replica = new Replica(
                new ReplicaSettings(
                        settings.clusterId(), settings.release(), Release.CLIENT_MIN, settings.batchSizeLimit()),
                machine(settings, records == null ? RecordStores.offHeap() : records, space));
        Log log = log(settings, disk, replica);
        try {
            return start(settings, log, records, replica, space);
        } catch (LogException | RuntimeException | Error failed) {
            log.close();
            throw failed;
        }
    }

    private static EmbeddedLedger start(
            EmbeddedSettings settings, Log log, @Nullable RecordFiles records, Replica replica, DiskSpace space)
            throws LogException {
        EmbeddedLedger ledger = new EmbeddedLedger(settings, log, records, replica, space);
        Prepare start = replica.start();
        log.append(start.op(), new PrepareRecord(start));
        replica.replay(start);
        replica.recovered();
        log.sync();
        if (log instanceof Journal journal) {
            space.watch(
                    () -> Math.min(journal.usableBytes(), records == null ? Long.MAX_VALUE : records.usableBytes()));
        }
        ledger.loop.start();
        return ledger;
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

    /** Creates a session inside this JVM, not started yet. Its transport is called {@code in-process}. */
    public LedgerSession newSession() {
        InProcessSession session = new InProcessSession(
                loop,
                new Limits(settings.batchSizeLimit()),
                settings.release(),
                sessions::remove,
                sessionNumbers.incrementAndGet());
        sessions.add(session);
        if (closed.get()) {
            session.close("the ledger is closed");
        }
        return session;
    }

    /**
     * Starts a server that serves the protocol of TigerBeetle over TCP until the server or the ledger is closed.
     *
     * @throws IllegalStateException if the ledger is closed
     * @throws java.io.UncheckedIOException if the address cannot be bound
     */
    public LedgerServer serve(ServerSettings server) {
        if (closed.get()) {
            throw new IllegalStateException("the ledger is closed");
        }
        LedgerServer started = LedgerServer.start(server, settings, loop, servers::remove);
        servers.add(started);
        if (closed.get()) {
            started.close();
            throw new IllegalStateException("the ledger is closed");
        }
        return started;
    }

    /**
     * Returns how the ledger was found when it was opened. {@link RecoveryResult#lost()} names a block of the log that
     * was cut off although its operations may have been acknowledged. If there is one, compare the ledger with the
     * records of its clients.
     */
    public RecoveryResult recovery() {
        return recovery;
    }

    /**
     * Returns why the ledger takes no more requests, or null if it does. It was closed, or it failed and must be opened
     * anew.
     */
    public @Nullable String stopped() {
        return loop.stopped();
    }

    /**
     * Returns true if the ledger takes no more requests because one of its threads ended by an error, most likely
     * because memory ran out; {@link #stopped()} says more. What was acknowledged is safe, and the ledger can be opened
     * anew.
     */
    public boolean hasDied() {
        return loop.hasDied();
    }

    /**
     * Returns why the ledger refuses to create accounts or transfers, or null if it does not. Its disk or its memory is
     * full. Reads are answered, and the ledger creates again as soon as there is capacity.
     */
    public @Nullable String full() {
        return loop.full();
    }

    /**
     * Expires the pending transfers that are due by the clock, after the requests so far. The ledger does so by itself,
     * at most 100 ms of real time later; this is for tests that move the clock of {@link EmbeddedSettings#withClock}.
     *
     * @return completes on the ledger's thread, so nothing that is chained to it may block; exceptionally with an {@link
     *     IllegalStateException} if the ledger is closed or has failed
     */
    public CompletionStage<ExpiryPass> expire() {
        return loop.expire();
    }

    private void capacityChanged(@Nullable String full) {
        sessions.forEach(session -> session.full(full));
    }

    /** Closes servers and sessions, forces what was executed, and closes the log. A second call does nothing. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        servers.forEach(LedgerServer::close);
        sessions.forEach(session -> session.close("the ledger is closed"));
        loop.close();
        log.close();
        closeQuietly(records);
    }

    private static Log log(EmbeddedSettings settings, Disk disk, Replica replica) throws LogException {
        Path directory = settings.dataDirectory();
        if (directory == null) {
            return new MemoryLog();
        }
        return Journal.open(
                new JournalSettings(
                        directory,
                        settings.clusterId(),
                        settings.segmentBytes(),
                        settings.batchSizeLimit(),
                        settings.tailLoss()),
                disk,
                (bytes, offset, size) -> {
                    Prepare prepare = PrepareRecord.read(bytes, offset, size);
                    replay(replica, prepare);
                    return prepare.op();
                });
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
