package io.ledgeractors.embedded;

import io.ledgeractors.embedded.journal.segment.JournalSettings;
import io.ledgeractors.embedded.recovery.TailLoss;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Release;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The settings of a ledger inside this JVM. Immutable and thread-safe. */
public final class EmbeddedSettings {
    /** The default size of a file of the log, in bytes. */
    public static final int DEFAULT_SEGMENT_BYTES = 64 * 1024 * 1024;

    /** The least size of a file of the log, in bytes. */
    public static final int MIN_SEGMENT_BYTES = 8 * 1024 * 1024;

    /** The release that the ledger states by default. */
    public static final Release DEFAULT_RELEASE = Release.of(0, 17, 9);

    private static final long WARN_BELOW_MIN = 256L << 20;
    private static final long AUTO = -1;

    private final @Nullable Path dataDirectory;
    private final UInt128 clusterId;
    private final Clock clock;
    private final int batchSizeLimit;
    private final int segmentBytes;
    private final Release release;
    private final MemorySettings memory;
    private final TailLoss tailLoss;
    private final long freeSpaceWarning;

    /** The values of settings that are not checked yet. */
    private static final class Draft {
        private @Nullable Path dataDirectory;
        private UInt128 clusterId = UInt128.ZERO;
        private Clock clock = Clock.system();
        private int batchSizeLimit = Limits.DEFAULT.batchSizeLimit();
        private int segmentBytes = DEFAULT_SEGMENT_BYTES;
        private Release release = DEFAULT_RELEASE;
        private MemorySettings memory = MemorySettings.create();
        private TailLoss tailLoss = TailLoss.CUT_OFF;
        private long freeSpaceWarning = AUTO;
    }

    private EmbeddedSettings(Draft draft) {
        this.dataDirectory = draft.dataDirectory;
        this.clusterId = Objects.requireNonNull(draft.clusterId, "clusterId");
        this.clock = Objects.requireNonNull(draft.clock, "clock");
        this.batchSizeLimit = new Limits(draft.batchSizeLimit).batchSizeLimit();
        this.segmentBytes = JournalSettings.requireSegmentBytes(draft.segmentBytes, MIN_SEGMENT_BYTES);
        if (draft.release.compareTo(Release.CLIENT_MIN) < 0) {
            throw new IllegalArgumentException(
                    "a release is at least " + Release.CLIENT_MIN + ", not " + draft.release);
        }
        this.release = draft.release;
        this.memory = Objects.requireNonNull(draft.memory, "memory");
        this.tailLoss = Objects.requireNonNull(draft.tailLoss, "tailLoss");
        this.freeSpaceWarning = draft.freeSpaceWarning;
    }

    private EmbeddedSettings with(Consumer<Draft> change) {
        Draft draft = new Draft();
        draft.dataDirectory = dataDirectory;
        draft.clusterId = clusterId;
        draft.clock = clock;
        draft.batchSizeLimit = batchSizeLimit;
        draft.segmentBytes = segmentBytes;
        draft.release = release;
        draft.memory = memory;
        draft.tailLoss = tailLoss;
        draft.freeSpaceWarning = freeSpaceWarning;
        change.accept(draft);
        return new EmbeddedSettings(draft);
    }

    /** Creates the settings of a ledger that lives in memory alone and is gone when it is closed. */
    public static EmbeddedSettings inMemory() {
        return new EmbeddedSettings(new Draft());
    }

    /** Creates the settings of a durable ledger in this directory, which is created if it is missing. */
    public static EmbeddedSettings inDirectory(Path dataDirectory) {
        Draft draft = new Draft();
        draft.dataDirectory = Objects.requireNonNull(dataDirectory, "dataDirectory");
        return new EmbeddedSettings(draft);
    }

    /** Returns a copy with this cluster id; the default is 0. A directory keeps the id with which it was created. */
    public EmbeddedSettings withClusterId(UInt128 clusterId) {
        return with(draft -> draft.clusterId = clusterId);
    }

    /** Returns a copy with this clock; the default is the system's. */
    public EmbeddedSettings withClock(Clock clock) {
        return with(draft -> draft.clock = clock);
    }

    /**
     * Returns a copy with this greatest body of a request: 512 to 1,048,320 bytes; the default is 1,048,320. A
     * directory keeps the limit with which it was created, because the limit is part of how requests were executed.
     */
    public EmbeddedSettings withBatchSizeLimit(int bytes) {
        return with(draft -> draft.batchSizeLimit = bytes);
    }

    /**
     * Returns a copy with files of the log of this size: at least 8 MiB and a multiple of 4,096 bytes; the default is
     * 64 MiB. Each file is taken from the disk as a whole. Files that exist keep their size.
     */
    public EmbeddedSettings withSegmentBytes(int bytes) {
        return with(draft -> draft.segmentBytes = bytes);
    }

    /**
     * Returns a copy that states this release to clients; the default is 0.17.9. Clients of newer releases are evicted.
     */
    public EmbeddedSettings withRelease(Release release) {
        return with(draft -> draft.release = release);
    }

    /** Returns a copy with these bounds of memory; the default is {@link MemorySettings#create()}. */
    public EmbeddedSettings withMemory(MemorySettings memory) {
        return with(draft -> draft.memory = memory);
    }

    /**
     * Returns a copy with this policy for a newest block of the log that was announced but is missing or damaged; the
     * default is {@link TailLoss#CUT_OFF}. The operations of such a block may have been acknowledged. {@link
     * EmbeddedLedger#recovery()} reports a block that was cut off.
     */
    public EmbeddedSettings withTailLoss(TailLoss tailLoss) {
        return with(draft -> draft.tailLoss = tailLoss);
    }

    /**
     * Returns a copy that warns, at most once a minute, when the disk of the directory has fewer free bytes than this.
     * With 0 it never warns. The default is the greater of 256 MiB and two files of the log. When one file of the log
     * and 8 MiB are all that is left, the ledger creates nothing more until the disk has more free space.
     */
    public EmbeddedSettings withFreeSpaceWarning(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("free-space-warning is 0 or more bytes, not " + bytes);
        }
        return with(draft -> draft.freeSpaceWarning = bytes);
    }

    /** Returns the directory of the ledger, or null if it lives in memory. */
    public @Nullable Path dataDirectory() {
        return dataDirectory;
    }

    /** Returns the cluster id. */
    public UInt128 clusterId() {
        return clusterId;
    }

    /** Returns the clock. */
    public Clock clock() {
        return clock;
    }

    /** Returns the greatest body of a request in bytes. */
    public int batchSizeLimit() {
        return batchSizeLimit;
    }

    /** Returns the size of a file of the log in bytes. */
    public int segmentBytes() {
        return segmentBytes;
    }

    /** Returns the release that the ledger states. */
    public Release release() {
        return release;
    }

    /** Returns the bounds of memory. */
    public MemorySettings memory() {
        return memory;
    }

    /** Returns the policy for a newest block of the log that was announced, but is missing or damaged. */
    public TailLoss tailLoss() {
        return tailLoss;
    }

    /** Returns the free bytes of the disk below which the ledger warns, or 0 if it never warns. */
    public long freeSpaceWarning() {
        return freeSpaceWarning == AUTO ? Math.max(WARN_BELOW_MIN, 2L * segmentBytes) : freeSpaceWarning;
    }

    @Override
    public String toString() {
        return "EmbeddedSettings[" + (dataDirectory == null ? "in memory" : dataDirectory) + ", cluster " + clusterId
                + ", batch size limit " + batchSizeLimit + ", release " + release + "]";
    }
}
