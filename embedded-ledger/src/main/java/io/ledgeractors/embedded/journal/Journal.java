package io.ledgeractors.embedded.journal;

import io.ledgeractors.embedded.disk.PrivateThread;
import io.ledgeractors.embedded.journal.checkpoint.CheckpointFile;
import io.ledgeractors.embedded.journal.checkpoint.CheckpointMark;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.journal.recovery.Replayer;
import io.ledgeractors.embedded.journal.recovery.Restorer;
import io.ledgeractors.embedded.journal.segment.JournalSettings;
import io.ledgeractors.embedded.journal.segment.SpareSegment;
import io.ledgeractors.embedded.log.DurabilityCallback;
import io.ledgeractors.embedded.log.Log;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.embedded.log.LogRecord;
import io.ledgeractors.embedded.recovery.RecoveryResult;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Disk;
import io.ledgeractors.port.DiskDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log on the disk. Records that are appended while one block is written and forced go into the next block, so
 * callers share forces.
 *
 * <p>A write or force that fails is never tried again. From then on nothing is acknowledged, and the journal must be
 * opened anew. Thread-safe, but one thread at a time may append.
 *
 * <p>A journal that is opened by {@link #openStepped} has no thread. It writes and forces in {@link #step()}, so that a
 * simulation decides when that happens. Such a journal belongs to one thread.
 */
public final class Journal implements Log {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    /** The manifest is forced after this time without anything to write. */
    private static final long IDLE_MS = 100;

    /** Bytes of memory that a block of a stepped journal takes at first. */
    private static final int SMALL_BLOCK = 64 * 1024;

    /** Bytes that requests leave free in the last file, for records that must be written even if the disk is full. */
    private static final int RESERVE = 64 * 1024;

    private static final String FAILED = "the log cannot be written, so the ledger stopped and acknowledges nothing"
            + " more. What was acknowledged had been forced to the disk before. Mend the disk first, then open the"
            + " ledger anew: it checks the log and forces again what may not be on the disk";

    private final JournalSettings settings;
    private final DiskDirectory directory;
    private final SegmentWriter writer;
    private final RecoveryResult recovery;
    private final long reservedTime;
    /** Writes and forces; null if the journal is stepped. */
    private final @Nullable PrivateThread thread;

    // The monitor of this object guards the following fields.
    private BlockBuffer filling;
    private BlockBuffer writing;
    private boolean closing;
    private long lastAppended;
    private long remaining;
    private long spareBytes;
    /** The checkpoint that the manifest is to name, and who waits for it. */
    private @Nullable CheckpointMark named;

    private CompletableFuture<Void> naming = new CompletableFuture<>();

    private volatile long durableOp;
    private volatile @Nullable String failure;
    private volatile boolean died;

    Journal(
            JournalSettings settings,
            DiskDirectory directory,
            SegmentWriter writer,
            RecoveryResult recovery,
            boolean hasThread) {
        this.settings = settings;
        this.directory = directory;
        this.recovery = recovery;
        int memory = hasThread ? settings.blockMax() : SMALL_BLOCK;
        this.filling = new BlockBuffer(settings.blockMax(), memory);
        this.writing = new BlockBuffer(settings.blockMax(), memory);
        this.writer = writer;
        this.reservedTime = writer.reservedTime();
        this.durableOp = recovery.lastOp();
        this.remaining = writer.remaining();
        this.lastAppended = recovery.lastOp();
        this.spareBytes = writer.spareBytes();
        this.thread = hasThread ? new PrivateThread("ledger-log", this::run) : null;
    }

    /**
     * Opens the journal of a directory, and replays what is in it behind the newest checkpoint. Creates a journal if
     * the directory is missing or empty.
     *
     * @throws LogException if the directory is in use, damaged, of another cluster, or not a ledger's, or if the disk
     *     is full
     */
    public static Journal open(JournalSettings settings, Disk disk, Restorer restorer) throws LogException {
        Journal journal = JournalOpening.open(settings, disk, restorer);
        try {
            Objects.requireNonNull(journal.thread).start();
        } catch (Error noThread) {
            journal.closeFiles();
            throw noThread;
        }
        return journal;
    }

    /** Opens the journal of a directory as {@link #open(JournalSettings, Disk, Restorer)}, but needs no checkpoint. */
    public static Journal open(JournalSettings settings, Disk disk, Replayer replayer) throws LogException {
        return open(settings, disk, Restorer.of(replayer));
    }

    /** Opens the journal of a directory like {@link #openStepped(JournalSettings, Disk, Restorer)}. */
    public static Journal openStepped(JournalSettings settings, Disk disk, Replayer replayer) throws LogException {
        return openStepped(settings, disk, Restorer.of(replayer));
    }

    /**
     * Opens the journal of a directory without threads, as {@link #open} does. What is appended is written and forced
     * by {@link #step()}, on the calling thread.
     *
     * @throws LogException as {@link #open}
     */
    public static Journal openStepped(JournalSettings settings, Disk disk, Restorer restorer) throws LogException {
        return JournalOpening.openStepped(settings, disk, restorer);
    }

    /**
     * Writes and forces what was appended, and calls those who wait for it. Only for a journal without a thread.
     *
     * @throws IllegalStateException if the journal has a thread
     */
    public void step() {
        if (thread != null) {
            throw new IllegalStateException("the thread of the log writes it");
        }
        try {
            while (failure == null && take()) {
                write();
                durable();
            }
            if (failure == null) {
                writeName();
            }
            writer.makeSpare();
        } catch (IOException | RuntimeException | Error cause) {
            fail(cause);
            closeFiles();
        }
    }

    /** Returns true if the journal has no thread, see {@link #openStepped(JournalSettings, Disk, Restorer)}. */
    public boolean isStepped() {
        return thread == null;
    }

    /** Returns true if something was appended that is not written yet. */
    public synchronized boolean hasUnwritten() {
        return failure == null && !filling.isEmpty();
    }

    /** Returns the time that was reserved when the log was opened, ns since 1970; 0 if it is not known. */
    public long reservedTime() {
        return reservedTime;
    }

    /** Returns the state in which the log was found when it was opened. */
    public RecoveryResult recovery() {
        return recovery;
    }

    @Override
    public void append(long op, LogRecord entry) {
        int size = entry.size();
        synchronized (this) {
            check();
            if (!filling.canEverHold(size)) {
                throw new IllegalArgumentException("a record of " + size + " bytes does not fit into a block");
            }
            awaitBuffer(size);
            requireRising(op);
            filling.add(op, entry);
            lastAppended = op;
            notifyAll();
        }
    }

    // Records without a position of their own have that of the operation before them. Recovery checks the same order.
    private void requireRising(long op) {
        if (op < lastAppended) {
            throw new IllegalArgumentException("operation " + op + " is appended behind operation " + lastAppended
                    + ", but positions must rise; this is a bug of the ledger");
        }
    }

    @Override
    public synchronized void reserveTime(long time) {
        check();
        filling.reserveTime(time);
        notifyAll();
    }

    @Override
    public @Nullable String lackOfCapacity(int bytes) {
        if (fits(bytes)) {
            return null;
        }
        SpareSegment coming = writer.coming();
        IOException why = coming == null ? null : coming.awaitTry();
        if (why == null || fits(bytes)) {
            return null;
        }
        return "the log has no capacity: the next file of " + settings.segmentBytes() + " bytes in "
                + settings.directory()
                + " cannot be made (" + why.getMessage()
                + "); free space on that disk. Nothing is lost, and the ledger goes on as soon as there is space";
    }

    private synchronized boolean fits(int bytes) {
        SpareSegment coming = writer.coming();
        boolean isMade = coming != null && coming.isMade();
        LogCapacity capacity =
                new LogCapacity(remaining, isMade ? settings.segmentBytes() - LogFormat.FIRST_BLOCK : spareBytes);
        int size = bytes + RESERVE;
        boolean written = !writing.hasRecords() || capacity.place(writing.size());
        if (filling.canHold(size)) {
            return written && capacity.place(filling.sizeWith(size));
        }
        return written
                && (!filling.hasRecords() || capacity.place(filling.size()))
                && capacity.place(LogFormat.BLOCK_HEADER + (long) LogFormat.recordBytes(size) + LogFormat.PAGE);
    }

    @Override
    public void whenDurable(long op, DurabilityCallback callback) {
        String failed;
        synchronized (this) {
            failed = failure;
            BlockBuffer awaited = failed == null ? awaited(op) : null;
            if (awaited != null) {
                awaited.await(callback);
                return;
            }
        }
        if (failed != null) {
            callback.failed(failed);
        } else {
            callback.durable();
        }
    }

    // Returns the block whose force makes the operation durable, and the time that was reserved so far; else null.
    private @Nullable BlockBuffer awaited(long op) {
        boolean isWriting = writing.hasRecords() && op <= writing.lastOp();
        if (filling.isTimeReserved() || op > durableOp && !isWriting) {
            return filling;
        }
        return op > durableOp || writing.isTimeReserved() ? writing : null;
    }

    @Override
    public long durableOp() {
        return durableOp;
    }

    @Override
    public @Nullable String failure() {
        return failure;
    }

    @Override
    public boolean hasDied() {
        return died;
    }

    @Override
    public void sync() throws LogException {
        if (thread == null) {
            step();
        }
        String failed = awaitAllWritten();
        if (failed != null) {
            throw new LogException(failed);
        }
    }

    /**
     * Writes a checkpoint of everything up to an operation. Afterwards the log before it goes.
     *
     * @param op an operation that is durable
     * @param parts the body of the checkpoint, in parts between position and limit
     * @throws IOException if the checkpoint could not be written; the former one counts then
     * @throws LogException if the journal failed or was closed meanwhile; it is unknown which of the two counts
     */
    public void checkpoint(long op, List<ByteBuffer> parts) throws IOException, LogException {
        UInt128 checksum = CheckpointFile.write(directory, writer.logId(), op, parts);
        CheckpointMark mark = new CheckpointMark(op, checksum, writer.startBehind(op));
        CompletableFuture<Void> done = name(mark);
        if (thread == null) {
            step();
        }
        try {
            done.join();
        } catch (CompletionException failed) {
            throw new LogException("the checkpoint could not be named: " + failed.getCause(), failed.getCause());
        }
        try {
            JournalOpening.deleteSuperfluous(directory, mark);
        } catch (IOException left) {
            LOG.warn("files that the checkpoint of operation {} replaces stay until the next start", op, left);
        }
    }

    private synchronized CompletableFuture<Void> name(CheckpointMark mark) {
        naming = new CompletableFuture<>();
        if (failure != null) {
            naming.completeExceptionally(new LogException(failure));
        } else {
            named = mark;
            notifyAll();
        }
        return naming;
    }

    /** Lets the manifest name a new checkpoint, if there is one. Only the thread of the log calls it. */
    private void writeName() throws IOException {
        CheckpointMark mark;
        CompletableFuture<Void> done;
        synchronized (this) {
            mark = named;
            done = naming;
            named = null;
        }
        if (mark != null) {
            writer.checkpointed(mark);
            done.complete(null);
        }
    }

    /** Returns the free bytes on the disk of the log, see {@link DiskDirectory#usableBytes()}. */
    public long usableBytes() {
        return directory.usableBytes();
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            notifyAll();
        }
        if (thread == null) {
            closeStepped();
        } else {
            thread.joinUninterruptibly();
        }
    }

    private void closeStepped() {
        step();
        try {
            writer.forceManifest();
        } catch (IOException cause) {
            fail(cause);
        }
        closeFiles();
    }

    private void run() {
        try {
            while (nextBlock()) {
                write();
                durable();
                writeName();
            }
            writeName();
            writer.forceManifest();
        } catch (IOException | RuntimeException | Error cause) {
            fail(cause);
        } finally {
            closeFiles();
        }
    }

    private void write() throws IOException {
        if (writing.hasRecords()) {
            writer.write(writing);
        } else {
            writer.reserveTime(writing.reservedTime());
        }
    }

    // Waits for records and makes them the block that is written; returns false when the journal is closed.
    private boolean nextBlock() throws IOException {
        if (take()) {
            return true;
        }
        while (!isClosing()) {
            if (waitAndTake()) {
                return true;
            }
            writeName();
            writer.forceManifest();
        }
        return take();
    }

    private synchronized boolean waitAndTake() {
        boolean idle = filling.isEmpty() && named == null && !closing;
        boolean interrupted = idle && pause(writer.isManifestForced() ? 0 : IDLE_MS);
        keep(interrupted);
        return take();
    }

    private synchronized boolean take() {
        if (filling.isEmpty()) {
            return false;
        }
        BlockBuffer full = filling;
        filling = writing;
        writing = full;
        notifyAll();
        return true;
    }

    private synchronized boolean isClosing() {
        return closing;
    }

    private void durable() {
        List<DurabilityCallback> waited;
        synchronized (this) {
            durableOp = writing.hasRecords() ? writing.lastOp() : durableOp;
            waited = writing.clear();
            remaining = writer.remaining();
            spareBytes = writer.spareBytes();
            notifyAll();
        }
        Callbacks.tellDurable(waited);
    }

    private void fail(Throwable cause) {
        // The cause is described once, before any thread sees the failure, so that all see the same text. describe()
        // cannot fail. Only this thread acknowledges, so nothing is acknowledged meanwhile.
        String why = describe(cause);
        List<DurabilityCallback> written;
        List<DurabilityCallback> filled;
        synchronized (this) {
            died = cause instanceof Error;
            failure = why;
            written = writing.discard();
            filled = filling.discard();
            notifyAll();
        }
        Callbacks.guarded(() -> LOG.error(why, cause));
        Callbacks.tellFailed(written, why);
        Callbacks.tellFailed(filled, why);
    }

    private static String describe(Throwable cause) {
        try {
            return FAILED + " (" + cause + ")";
        } catch (RuntimeException | Error noMemory) {
            return FAILED;
        }
    }

    private void closeFiles() {
        synchronized (this) {
            if (failure == null) {
                failure = "the ledger is closed";
            }
            naming.completeExceptionally(new LogException(failure));
            notifyAll();
        }
        try {
            writer.close();
        } catch (IOException cause) {
            LOG.error("a file of the log could not be closed", cause);
        }
        try {
            directory.close();
        } catch (IOException cause) {
            LOG.error("the directory of the log could not be closed", cause);
        }
    }

    private void check() {
        if (failure != null || closing) {
            throw new IllegalStateException(failure != null ? failure : "the ledger is closed");
        }
    }

    private synchronized void awaitBuffer(int size) {
        boolean interrupted = false;
        while (!filling.canHold(size) && failure == null && !closing) {
            if (thread == null) {
                step();
            } else {
                interrupted |= pause(0);
            }
        }
        keep(interrupted);
        check();
    }

    private synchronized @Nullable String awaitAllWritten() {
        boolean interrupted = false;
        while (failure == null && !(filling.isEmpty() && writing.isEmpty())) {
            interrupted |= pause(0);
        }
        keep(interrupted);
        return failure;
    }

    // Returns true if the caller was interrupted. The interrupt does not end the wait and is kept for later.
    private synchronized boolean pause(long millis) {
        try {
            wait(millis);
            return false;
        } catch (InterruptedException later) {
            return true;
        }
    }

    private static void keep(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
