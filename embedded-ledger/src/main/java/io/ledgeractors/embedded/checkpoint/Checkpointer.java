package io.ledgeractors.embedded.checkpoint;

import io.ledgeractors.embedded.disk.PrivateThread;
import io.ledgeractors.embedded.journal.Journal;
import io.ledgeractors.embedded.log.DurabilityCallback;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.embedded.records.RecordFiles;
import io.ledgeractors.embedded.replica.Replica;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes checkpoints of a running ledger. Taking one copies some kilobytes on the ledger's thread: records are in their
 * files already, but for the last ones of each. A thread of its own forces the files and writes the checkpoint, once
 * everything in it is durable in the log. One checkpoint is under way at a time.
 *
 * <p>A checkpoint that fails does no harm: the former one counts, and the log reaches back to it. If the files of the
 * records could not be forced, it is unknown what they hold, so no further checkpoint is taken until the ledger is
 * opened anew.
 */
public final class Checkpointer {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

    private final CheckpointSettings settings;
    private final long seed;
    private final Replica replica;
    private final Saved saved;
    private final RecordFiles records;
    private final Journal journal;
    private final @Nullable PrivateThread thread;

    /** The position and the objects of the newest checkpoint, also if it failed. For the ledger's thread only. */
    private long lastOp;

    private long lastObjects;
    private long seenToCount;

    // The monitor of this object guards the following fields.
    private @Nullable Job due;
    private boolean busy;
    private boolean closing;

    private volatile boolean isForceFailed;
    /** The last operation of the newest checkpoint that counts, of those that were taken here. */
    private volatile long opThatCounts;

    /** The state machine, as checkpoints use it between two operations. */
    public interface Saved {
        /** Returns the number of accounts, transfers, failed ids and expiries. */
        long objects();

        /** Saves balances, see {@code StateMachine.saveBalances}. */
        void saveBalances(long events, int pages);
    }

    /** A checkpoint that was taken and is to be written. */
    private record Job(long op, List<ByteBuffer> parts) {}

    /**
     * Creates the checkpoints of a ledger that was just opened.
     *
     * @param seed the seed of the ledger's hashes, which a checkpoint holds
     * @param saved the state machine
     * @param hasThread false if {@link #step()} does the work
     */
    public Checkpointer(
            CheckpointSettings settings,
            long seed,
            Replica replica,
            Saved saved,
            RecordFiles records,
            Journal journal,
            boolean hasThread) {
        this.settings = settings;
        this.seed = seed;
        this.replica = replica;
        this.saved = saved;
        this.records = records;
        this.journal = journal;
        this.thread = hasThread ? new PrivateThread("ledger-checkpoint", this::run) : null;
    }

    /** Starts the thread. What was executed since the checkpoint from which the ledger was opened counts. */
    public void start(long opOfCheckpoint, long objectsOfCheckpoint) {
        lastOp = opOfCheckpoint;
        lastObjects = objectsOfCheckpoint;
        if (thread != null) {
            thread.start();
        }
    }

    /** Saves balances, and takes a checkpoint if one is due. The ledger's thread calls it between two operations. */
    public void look() {
        long counting = opThatCounts;
        if (counting != seenToCount) {
            seenToCount = counting;
            records.checkpointCounts();
        }
        saved.saveBalances(settings.events(), settings.pages());
        if (isDue(settings.objects(), settings.operations())) {
            take();
        }
    }

    /** Writes the checkpoint that was taken, if it is durable in the log. Only without a thread. */
    public void step() {
        Job job = next(false);
        if (job != null) {
            write(job);
        }
    }

    /** Takes and writes a last checkpoint if it pays, and ends the thread. The ledger's thread has ended before. */
    public void close() {
        awaitIdle();
        if (isDue(settings.objectsAtClose(), Long.MAX_VALUE)) {
            take();
            try {
                journal.sync();
            } catch (LogException failed) {
                LOG.debug("no checkpoint at the close, because the log failed", failed);
            }
            awaitDurable();
        }
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        if (thread == null) {
            step();
        } else {
            thread.joinUninterruptibly();
        }
    }

    private boolean isDue(long objectsMax, long operationsMax) {
        boolean due = saved.objects() - lastObjects >= objectsMax || replica.op() - lastOp >= operationsMax;
        return due
                && replica.op() > lastOp
                && !isBusy()
                && !isForceFailed
                && journal.failure() == null
                && records.isWritten();
    }

    private synchronized boolean isBusy() {
        return busy;
    }

    private void take() {
        long op = replica.op();
        Job job = new Job(op, LedgerImage.of(seed, records, replica));
        lastOp = op;
        lastObjects = saved.objects();
        synchronized (this) {
            busy = true;
        }
        journal.whenDurable(op, new DurabilityCallback() {
            @Override
            public void durable() {
                hand(job);
            }

            @Override
            public void failed(String why) {
                idle();
            }
        });
    }

    private synchronized void hand(Job job) {
        due = job;
        notifyAll();
    }

    private synchronized void idle() {
        due = null;
        busy = false;
        notifyAll();
    }

    private void run() {
        Job job = next(true);
        while (job != null) {
            write(job);
            job = next(true);
        }
    }

    private synchronized @Nullable Job next(boolean wait) {
        while (wait && due == null && !closing) {
            pause();
        }
        return due;
    }

    private synchronized void awaitIdle() {
        await(() -> thread == null || !busy);
    }

    // The log tells what is durable a little after it is.
    private synchronized void awaitDurable() {
        await(() -> due != null || !busy);
    }

    // An interrupt of whoever closes the ledger is kept for later.
    private synchronized void await(BooleanSupplier condition) {
        boolean interrupted = false;
        while (!condition.getAsBoolean()) {
            interrupted |= pause();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // Returns true if the thread was interrupted, which does not end the wait.
    private synchronized boolean pause() {
        try {
            wait();
            return false;
        } catch (InterruptedException later) {
            return true;
        }
    }

    private void write(Job job) {
        try {
            force();
            records.keepFiles(); // also if it fails now, because it is not known then whether the manifest names it
            journal.checkpoint(job.op(), job.parts());
            opThatCounts = job.op();
        } catch (IOException | LogException | RuntimeException | Error failed) {
            warn(job, failed);
        } finally {
            idle();
        }
    }

    // Logging may fail for lack of memory; the thread must not end then.
    private static void warn(Job job, Throwable failed) {
        try {
            LOG.warn(
                    "the checkpoint of operation {} was not made, so the next start takes longer; the ledger goes on,"
                            + " and nothing is lost",
                    job.op(),
                    failed);
        } catch (RuntimeException | Error noMemory) {
            // The former checkpoint counts, whether that is said or not.
        }
    }

    private void force() throws IOException {
        try {
            records.force();
        } catch (IOException | RuntimeException | Error failed) {
            isForceFailed = true;
            throw failed;
        }
    }
}
