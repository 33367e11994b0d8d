package io.ledgeractors.embedded.journal;

import io.ledgeractors.port.DiskDirectory;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file of the log that is made in the background, before it is needed. */
final class SpareSegment {
    private final PrivateThread thread;
    private volatile @Nullable SegmentFile made;
    private volatile @Nullable Throwable failed;

    SpareSegment(DiskDirectory directory, Format.Segment header) {
        thread = new PrivateThread("ledger-log-files", () -> {
            try {
                made = SegmentFile.create(directory, header);
            } catch (IOException | RuntimeException | Error cause) {
                failed = cause;
            }
        });
        thread.start();
    }

    /**
     * Waits for it.
     *
     * @throws IOException if it cannot be made, most likely because the disk is full
     */
    SegmentFile await() throws IOException {
        SegmentFile file = abandon();
        if (file == null) {
            throw new IOException("no room for the next file of the log: " + failed, failed);
        }
        return file;
    }

    /** Waits for it; null if it could not be made. */
    @Nullable
    SegmentFile abandon() {
        thread.joinUninterruptibly();
        return made;
    }
}
