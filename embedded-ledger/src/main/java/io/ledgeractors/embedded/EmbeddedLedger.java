package io.ledgeractors.embedded;

import io.ledgeractors.embedded.checkpoint.CheckpointSettings;
import io.ledgeractors.embedded.disk.FileDisk;
import io.ledgeractors.embedded.inprocess.InProcessSession;
import io.ledgeractors.embedded.journal.Journal;
import io.ledgeractors.embedded.recovery.RecoveryResult;
import io.ledgeractors.embedded.replica.ExpiryPass;
import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.port.Disk;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.vector.FasterChecksum;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A ledger inside this JVM. It does what a TigerBeetle replica does, on one machine and without replication. It is
 * durable in a directory of its own, or lives in memory alone.
 *
 * <p>Thread-safe. A reply leaves when its own operation and all earlier ones are on the disk.
 */
public final class EmbeddedLedger implements AutoCloseable {
    private final EmbeddedSettings settings;
    private final LedgerParts parts;
    private final RecoveryResult recovery;
    private final ReplicaLoop loop;
    private final Set<InProcessSession> sessions = ConcurrentHashMap.newKeySet();
    private final Set<LedgerServer> servers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessionNumbers = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedLedger(EmbeddedSettings settings, LedgerParts parts) {
        this.settings = settings;
        this.parts = parts;
        this.recovery = parts.log() instanceof Journal journal ? journal.recovery() : RecoveryResult.NEW;
        this.loop = parts.loop(settings.clock(), this::capacityChanged);
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
        return open(settings, disk, CheckpointSettings.DEFAULT);
    }

    static EmbeddedLedger open(EmbeddedSettings settings, Disk disk, CheckpointSettings checkpoints) {
        EmbeddedLedger ledger =
                LedgerParts.open(settings, disk, checkpoints).into(parts -> new EmbeddedLedger(settings, parts));
        ledger.loop.start();
        return ledger;
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
     * @return completes on the ledger's thread, so nothing that is chained to it may block; exceptionally with an
     *     {@link IllegalStateException} if the ledger is closed or has failed
     */
    public CompletionStage<ExpiryPass> expire() {
        return loop.expire();
    }

    /**
     * Returns what the ledger would answer if these transfers were created now, in one request, and keeps nothing of
     * it. Chains, balancing, pending transfers, imported ones and ids that exist count as in a real request. Nothing is
     * written to the log, the ledger's time stands still, and no id counts as failed afterwards. Other requests may be
     * executed between a dry run and the real request, which then can have other results.
     *
     * <p>Any thread may call this. The ledger's thread does the work, which takes it as long as a real request and
     * delays the requests behind it as much. A full dry run takes up to 10 MiB of heap until it completes, so wait for
     * one before you begin the next.
     *
     * @param transfers as for {@code create_transfers}; at most 8,189 by default, fewer with a smaller
     *     {@link EmbeddedSettings#batchSizeLimit}. The list must not change until this method returns
     * @return a result for each transfer, in their order; timestamps are in ns since 1970. It completes when all
     *     earlier operations are on the disk, on a thread of the ledger, so nothing that is chained to it may block. It
     *     completes exceptionally with a {@link io.ledgeractors.embedded.state.LedgerFullException} if the ledger would
     *     refuse the request for lack of capacity, whose message is that of the refusal; with an
     *     {@link IllegalStateException} if the ledger is closed or has failed; with an {@link OutOfMemoryError} if
     *     there is no memory for the results
     * @throws IllegalArgumentException if there are more transfers than a request may have
     */
    public CompletionStage<List<DryRunResult>> dryRun(List<Transfer> transfers) {
        return DryRun.ofTransfers(transfers, new Limits(settings.batchSizeLimit()))
                .on(loop);
    }

    /**
     * Returns what the ledger would answer if these accounts were created now, in one request, and keeps nothing of it;
     * see {@link #dryRun}, whose limits, errors and thread rule hold here, too.
     *
     * @param accounts as for {@code create_accounts}
     * @return a result for each account, in their order; timestamps are in ns since 1970
     * @throws IllegalArgumentException if there are more accounts than a request may have
     */
    public CompletionStage<List<CreateAccountResult>> dryRunAccounts(List<Account> accounts) {
        return DryRun.ofAccounts(accounts, new Limits(settings.batchSizeLimit()))
                .on(loop);
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
        parts.close();
    }
}
