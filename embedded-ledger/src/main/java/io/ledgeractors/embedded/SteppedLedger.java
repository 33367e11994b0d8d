package io.ledgeractors.embedded;

import io.ledgeractors.embedded.checkpoint.CheckpointSettings;
import io.ledgeractors.embedded.checkpoint.Checkpointer;
import io.ledgeractors.embedded.journal.Journal;
import io.ledgeractors.embedded.replica.ExpiryPass;
import io.ledgeractors.embedded.replica.LocalCall;
import io.ledgeractors.embedded.replica.Prepare;
import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.embedded.server.MemoryConnection;
import io.ledgeractors.embedded.server.MemoryPeer;
import io.ledgeractors.embedded.server.MemoryServer;
import io.ledgeractors.port.Disk;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API of ledger-testkit. The same ledger as {@link EmbeddedLedger}, but without a thread: it works when it is
 * told to, so that a test or a simulation decides what happens between two steps.
 *
 * <p>A request takes two steps. {@link #execute()} appends it to the log and executes it. {@link #force()} writes and
 * forces the log, and then the replies leave. A power cut between the two loses the request. One thread uses a stepped
 * ledger.
 */
public final class SteppedLedger implements AutoCloseable {
    private final LedgerParts parts;
    private final @Nullable Journal journal;
    private final ReplicaLoop loop;
    private final MemoryServer server;

    SteppedLedger(EmbeddedSettings settings, LedgerParts parts) {
        this.parts = parts;
        this.journal = parts.log() instanceof Journal opened ? opened : null;
        this.loop = parts.loop(settings.clock(), capacity -> {});
        this.server = new MemoryServer(settings.clusterId(), loop);
    }

    /**
     * Opens the ledger and replays what is on the disk.
     *
     * @throws LedgerOpenException if the ledger on the disk cannot be opened; the message says why
     */
    public static SteppedLedger open(EmbeddedSettings settings, Disk disk) {
        return open(settings, disk, null);
    }

    /**
     * Opens the ledger with checkpoints, which {@link #force()} writes. Without them records lie off the heap.
     *
     * @param checkpoints when a checkpoint is due, or null for a ledger without checkpoints
     * @throws LedgerOpenException if the ledger on the disk cannot be opened; the message says why
     */
    public static SteppedLedger open(EmbeddedSettings settings, Disk disk, @Nullable CheckpointSettings checkpoints) {
        return LedgerParts.openStepped(settings, disk, checkpoints).into(parts -> new SteppedLedger(settings, parts));
    }

    /**
     * Reads the operations in the log of a ledger that is not open, in their order.
     *
     * @param prepares gets the operations, and must not keep their bodies
     * @throws LedgerOpenException if the log cannot be opened; the message says why
     * @throws IllegalArgumentException if the settings name no directory, so that there is no log
     */
    public static void readLog(EmbeddedSettings settings, Disk disk, Consumer<Prepare> prepares) {
        Path directory = settings.dataDirectory();
        if (directory == null) {
            throw new IllegalArgumentException("a ledger without a directory has no log; name one in the settings");
        }
        LedgerParts.readStepped(settings, directory, disk, prepares);
    }

    /** Opens a connection of a client of the protocol. */
    public MemoryConnection connect(MemoryPeer peer) {
        return server.connect(peer);
    }

    /** Hands over a request from inside this JVM; see {@link ReplicaLoop#call}. */
    public void call(Operation operation, ByteBuffer body, LocalCall call) {
        loop.call(operation, body, call);
    }

    /** Executes the requests that came, and expires what is due. A reply that waits for no force leaves. */
    public void execute() {
        loop.step();
    }

    /** Returns true if something was executed that is not forced yet. */
    public boolean isForceDue() {
        return journal != null && journal.hasUnwritten();
    }

    /** Writes and forces the log. The replies that waited for it leave. Then it writes a checkpoint that is due. */
    public void force() {
        if (journal != null) {
            journal.step();
        }
        Checkpointer checkpoints = parts.checkpoints();
        if (checkpoints != null) {
            checkpoints.step();
        }
    }

    /** Looks at the free space of the disk, which otherwise happens once a MiB. */
    public void lookAtDisk() {
        parts.space().look();
    }

    /** Hands over the wish to expire what is due; see {@link ReplicaLoop#expire()}. */
    public CompletionStage<ExpiryPass> expire() {
        return loop.expire();
    }

    /** Returns why the ledger takes no more requests, or null if it does; see {@link EmbeddedLedger#stopped()}. */
    public @Nullable String stopped() {
        return loop.stopped();
    }

    /** Executes what came, forces the log and closes the ledger. A ledger that lost its power is not closed. */
    @Override
    public void close() {
        loop.close();
        parts.close();
    }
}
