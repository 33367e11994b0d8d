package io.ledgeractors.embedded;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at how much space the disk of a ledger has left: warns in good time, and refuses what creates objects before the
 * next file of the log has no room. A log that finds none stops the ledger; what is refused goes on by itself.
 *
 * <p>For the thread of the ledger. Asking the system costs a few microseconds, so it is done once a MiB.
 */
final class DiskSpace {
    /** Bytes that the log and the records take for an event at worst. */
    private static final int BYTES_PER_EVENT = 512;

    /** Bytes that may be taken between two looks. */
    private static final long LOOK_EVERY = 1 << 20;

    /** Bytes kept free beside the next file of the log: for blocks and pages that are on their way. */
    private static final long SLACK = 8 << 20;

    /** Between two warnings, ns. */
    private static final long WARN_EVERY = 60_000_000_000L;

    private final String where;
    private final long keepFree;
    private final long warnBelow;
    private final LongSupplier monotonicNanos;
    private final Consumer<String> warnings;
    private LongSupplier usable = () -> Long.MAX_VALUE;
    private long takenSinceLook = LOOK_EVERY;
    private long left = Long.MAX_VALUE;
    private long warnedAt;
    private boolean isWarned;

    /**
     * Knows of no disk yet, see {@link #watch}.
     *
     * @param where the directory, for people
     * @param segmentBytes size of a file of the log
     * @param warnBelow bytes of space left below which it warns; 0: never
     */
    DiskSpace(String where, long segmentBytes, long warnBelow, LongSupplier monotonicNanos, Consumer<String> warnings) {
        this.where = where;
        this.keepFree = segmentBytes + SLACK;
        this.warnBelow = warnBelow;
        this.monotonicNanos = monotonicNanos;
        this.warnings = warnings;
    }

    /** Asks this for the bytes that are left from now on. */
    void watch(LongSupplier bytesLeft) {
        usable = bytesLeft;
        takenSinceLook = LOOK_EVERY;
    }

    /** Why the disk has no room for so many events, or null. */
    @Nullable
    String noRoom(int events) {
        takenSinceLook += (long) events * BYTES_PER_EVENT;
        if (takenSinceLook >= LOOK_EVERY || left < keepFree) {
            look();
        }
        return left >= keepFree
                ? null
                : "the disk of " + where + " is full: " + mebibytes(left) + " are left, and " + mebibytes(keepFree)
                        + " are kept for the next file of the log; make room on that disk, nothing is lost";
    }

    /** Looks at the disk, and warns if little is left. To be called every second. */
    void look() {
        takenSinceLook = 0;
        left = usable.getAsLong();
        long now = monotonicNanos.getAsLong();
        if (left >= warnBelow) {
            isWarned = false;
        } else if (!isWarned || now - warnedAt >= WARN_EVERY) {
            isWarned = true;
            warnedAt = now;
            warnings.accept("the disk of " + where + " has " + mebibytes(left) + " left, less than "
                    + mebibytes(warnBelow) + "; below " + mebibytes(keepFree)
                    + " the ledger creates nothing more until there is room again");
        }
    }

    private static String mebibytes(long bytes) {
        return bytes / (1 << 20) + " MiB";
    }
}
