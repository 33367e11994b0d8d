package io.ledgeractors.embedded.journal.segment;

import io.ledgeractors.embedded.disk.PrivateThread;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.port.DiskDirectory;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the next file of the log in the background, before it is needed. If the file cannot be created, most likely
 * because the disk is full, it logs a warning and tries again every second. Without a background thread it tries when
 * it is made and at each {@link #tryAgain()}.
 */
public final class SpareSegment {
    private static final Logger LOG = LoggerFactory.getLogger(SpareSegment.class);
    private static final long RETRY_MS = 1000;

    private final DiskDirectory directory;
    private final LogFormat.Segment header;
    private final @Nullable PrivateThread thread;

    // The monitor of this object guards the following fields.
    private @Nullable SegmentFile made;
    private @Nullable IOException missing;
    private boolean cancelled;

    private SpareSegment(DiskDirectory directory, LogFormat.Segment header, boolean inBackground) {
        this.directory = directory;
        this.header = header;
        this.thread = inBackground ? new PrivateThread("ledger-log-files", this::run) : null;
    }

    /** Starts to create the file on a thread of its own. */
    public static SpareSegment inBackground(DiskDirectory directory, LogFormat.Segment header) {
        SpareSegment spare = new SpareSegment(directory, header, true);
        if (spare.thread != null) {
            spare.thread.start();
        }
        return spare;
    }

    /** Tries to create the file now, on the calling thread. */
    public static SpareSegment onCallersThread(DiskDirectory directory, LogFormat.Segment header) {
        SpareSegment spare = new SpareSegment(directory, header, false);
        spare.tryOnce();
        return spare;
    }

    /** Tries once more if no thread does and the last try failed. */
    public void tryAgain() {
        if (thread == null && !isMade()) {
            tryOnce();
        }
    }

    /** Returns true if the file is made. */
    public synchronized boolean isMade() {
        return made != null;
    }

    /** Waits for the end of the first try; returns why the file could not be made so far, or null if it is made. */
    @Nullable
    public IOException awaitTry() {
        boolean interrupted = false;
        IOException why;
        synchronized (this) {
            while (made == null && missing == null && !cancelled) {
                try {
                    wait();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
            why = missing;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return why;
    }

    /**
     * Waits until the file is made. If earlier tries failed, one more is made now.
     *
     * @throws IOException if it cannot be made
     */
    public SegmentFile await() throws IOException {
        SegmentFile file = cancel();
        if (file != null) {
            return file;
        }
        return SegmentFile.create(directory, header);
    }

    /** Ends the tries and waits for the present one; returns null if the file is not made. */
    @Nullable
    public SegmentFile cancel() {
        synchronized (this) {
            cancelled = true;
            notifyAll();
        }
        if (thread != null) {
            thread.joinUninterruptibly();
        }
        return made;
    }

    private void run() {
        while (!tryOnce()) {
            if (!pause()) {
                return;
            }
        }
    }

    private boolean tryOnce() {
        try {
            made(SegmentFile.create(directory, header));
            return true;
        } catch (IOException cause) {
            failed(cause);
        } catch (RuntimeException | Error cause) {
            failed(new IOException(String.valueOf(cause), cause)); // such as lack of memory, which may pass
        }
        return false;
    }

    private void made(SegmentFile file) {
        boolean again;
        synchronized (this) {
            made = file;
            again = missing != null;
            missing = null;
            notifyAll();
        }
        if (again) {
            LOG.info("the next file of the log is made; the ledger takes everything again");
        }
    }

    private void failed(IOException cause) {
        boolean first;
        synchronized (this) {
            first = missing == null;
            missing = cause;
            notifyAll();
        }
        if (first) {
            LOG.warn(
                    "the next file of the log, {} of {} bytes, cannot be made ({}); free space on the disk before the"
                            + " present file is full. It is tried again every second",
                    LogFormat.name(header.number()),
                    header.capacity(),
                    cause.getMessage());
        }
    }

    // Returns false if the tries were cancelled.
    private synchronized boolean pause() {
        if (!cancelled) {
            try {
                wait(RETRY_MS);
            } catch (InterruptedException ignored) {
                // A private thread cannot be interrupted.
            }
        }
        return !cancelled;
    }
}
