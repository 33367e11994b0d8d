package io.ledgeractors.embedded;

import io.ledgeractors.embedded.replica.WarningPace;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches the free space on the disk of a ledger. It warns in good time, and refuses to create objects before the next
 * file of the log no longer fits on the disk. A refused request does no harm, whereas a log that cannot make its next
 * file in time stops the ledger.
 *
 * <p>Only the ledger's thread uses it. Asking the system takes a few microseconds, so the watch asks once per MiB that
 * is written.
 */
final class DiskSpace {
    /** The most bytes that the log and the records take for an event. */
    private static final int BYTES_PER_EVENT = 512;

    /** Bytes that may be written between two looks. */
    private static final long LOOK_EVERY = 1 << 20;

    private final String where;
    private final long keepFree;
    private final long warnBelow;
    private final LongSupplier monotonicNanos;
    private final Consumer<String> warnings;
    private final WarningPace pace = new WarningPace();
    private LongSupplier usable = () -> Long.MAX_VALUE;
    private long takenSinceLook = LOOK_EVERY;
    private long left = Long.MAX_VALUE;

    /**
     * Creates a watch that knows no disk yet, see {@link #watch}.
     *
     * @param where the directory as messages name it
     * @param keepFree bytes that the log needs free on the disk
     * @param warnBelow free bytes below which it warns; with 0 it never warns
     */
    DiskSpace(String where, long keepFree, long warnBelow, LongSupplier monotonicNanos, Consumer<String> warnings) {
        this.where = where;
        this.keepFree = keepFree;
        this.warnBelow = warnBelow;
        this.monotonicNanos = monotonicNanos;
        this.warnings = warnings;
    }

    /** Asks this supplier for the free bytes from now on. */
    void watch(LongSupplier bytesLeft) {
        usable = bytesLeft;
        takenSinceLook = LOOK_EVERY;
    }

    /** Returns why the disk has no capacity for so many events, or null if it has. */
    @Nullable
    String lackOfCapacity(int events) {
        takenSinceLook += (long) events * BYTES_PER_EVENT;
        if (takenSinceLook >= LOOK_EVERY || left < keepFree) {
            look();
        }
        return left >= keepFree
                ? null
                : "the disk of " + where + " is full: " + mebibytes(left) + " are left, and " + mebibytes(keepFree)
                        + " are kept for the next file of the log; free space on that disk, nothing is lost";
    }

    /** Asks for the free space, and warns if it is low. The ledger's thread calls it every second. */
    void look() {
        takenSinceLook = 0;
        left = usable.getAsLong();
        if (left >= warnBelow) {
            pace.reset();
        } else if (pace.isDue(monotonicNanos.getAsLong())) {
            warnings.accept("the disk of " + where + " has " + mebibytes(left) + " left, less than "
                    + mebibytes(warnBelow) + "; below " + mebibytes(keepFree)
                    + " the ledger creates nothing more until there is space again");
        }
    }

    private static String mebibytes(long bytes) {
        return bytes / (1 << 20) + " MiB";
    }
}
