package io.ledgeractors.embedded.journal.segment;

import io.ledgeractors.embedded.disk.PrivateThread;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.port.DiskDirectory;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the next file of the log in the background, before it is needed. If the file cannot be made, most likely
 * because the disk is full, it says so at once and tries again every second.
 */
public final class SpareSegment {
    private static final Logger LOG = LoggerFactory.getLogger(SpareSegment.class);
    private static final long RETRY_MS = 1000;

    private final DiskDirectory directory;
    private final LogFormat.Segment header;
    private final PrivateThread thread;

    // Under the lock, which is this.
    private @Nullable SegmentFile made;
    private @Nullable IOException missing;
    private boolean abandoned;

    public SpareSegment(DiskDirectory directory, LogFormat.Segment header) {
        this.directory = directory;
        this.header = header;
        this.thread = new PrivateThread("ledger-log-files", this::run);
        thread.start();
    }

    /** True if the file is made. */
    public synchronized boolean isMade() {
        return made != null;
    }

    /** Waits for the first try; why the file could not be made so far, or null if it is made. */
    @Nullable
    public IOException awaitTry() {
        boolean interrupted = false;
        IOException why;
        synchronized (this) {
            while (made == null && missing == null && !abandoned) {
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
        SegmentFile file = abandon();
        if (file != null) {
            return file;
        }
        return SegmentFile.create(directory, header);
    }

    /** Ends the tries and waits for the present one; null if the file is not made. */
    @Nullable
    public SegmentFile abandon() {
        synchronized (this) {
            abandoned = true;
            notifyAll();
        }
        thread.joinUninterruptibly();
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
            failed(new IOException(String.valueOf(cause), cause)); // want of memory, for one, may pass
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
                    "the next file of the log, {} of {} bytes, cannot be made ({}); make room on the disk before the"
                            + " present file is full. It is tried again every second",
                    LogFormat.name(header.number()),
                    header.capacity(),
                    cause.getMessage());
        }
    }

    // False if nobody waits for the file any more.
    private synchronized boolean pause() {
        if (!abandoned) {
            try {
                wait(RETRY_MS);
            } catch (InterruptedException nobodysBusiness) {
                // A private thread has no one to tell.
            }
        }
        return !abandoned;
    }
}
