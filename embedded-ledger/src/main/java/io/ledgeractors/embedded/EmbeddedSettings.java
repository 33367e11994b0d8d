package io.ledgeractors.embedded;

import io.ledgeractors.embedded.recovery.TailLoss;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Release;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a ledger inside this JVM needs to know. Immutable and thread-safe. */
public final class EmbeddedSettings {
    /** Bytes of a file of the log, unless told otherwise. */
    public static final int DEFAULT_SEGMENT_BYTES = 64 * 1024 * 1024;

    /** The least number of bytes of a file of the log. */
    public static final int MIN_SEGMENT_BYTES = 8 * 1024 * 1024;

    /** The release that the ledger states, unless told otherwise. */
    public static final Release DEFAULT_RELEASE = Release.of(0, 17, 9);

    private static final long WARN_BELOW_MIN = 256L << 20;
    private static final long AUTO = -1;

    private final @Nullable Path directory;
    private final UInt128 cluster;
    private final Clock clock;
    private final int batchSizeLimit;
    private final int segmentBytes;
    private final Release release;
    private final MemorySettings memory;
    private final TailLoss tailLoss;
    private final long warnBelow;

    private EmbeddedSettings(
            @Nullable Path directory,
            UInt128 cluster,
            Clock clock,
            int batchSizeLimit,
            int segmentBytes,
            Release release,
            MemorySettings memory,
            TailLoss tailLoss,
            long warnBelow) {
        this.directory = directory;
        this.cluster = Objects.requireNonNull(cluster, "cluster");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.batchSizeLimit = new Limits(batchSizeLimit).batchSizeLimit();
        if (segmentBytes < MIN_SEGMENT_BYTES || segmentBytes % 4096 != 0) {
            throw new IllegalArgumentException("a file of the log has at least " + MIN_SEGMENT_BYTES
                    + " bytes and a multiple of 4096, but is to have " + segmentBytes);
        }
        this.segmentBytes = segmentBytes;
        if (release.compareTo(Release.CLIENT_MIN) < 0) {
            throw new IllegalArgumentException("a release is at least " + Release.CLIENT_MIN + ", not " + release);
        }
        this.release = release;
        this.memory = Objects.requireNonNull(memory, "memory");
        this.tailLoss = Objects.requireNonNull(tailLoss, "tailLoss");
        this.warnBelow = warnBelow;
    }

    /** A ledger that lives in memory alone and is gone when it is closed. */
    public static EmbeddedSettings inMemory() {
        return new EmbeddedSettings(
                null,
                UInt128.ZERO,
                Clock.system(),
                Limits.DEFAULT.batchSizeLimit(),
                DEFAULT_SEGMENT_BYTES,
                DEFAULT_RELEASE,
                MemorySettings.create(),
                TailLoss.CUT_OFF,
                AUTO);
    }

    /** A durable ledger in this directory, which is created if it is missing. */
    public static EmbeddedSettings inDirectory(Path directory) {
        Objects.requireNonNull(directory, "directory");
        return new EmbeddedSettings(
                directory,
                UInt128.ZERO,
                Clock.system(),
                Limits.DEFAULT.batchSizeLimit(),
                DEFAULT_SEGMENT_BYTES,
                DEFAULT_RELEASE,
                MemorySettings.create(),
                TailLoss.CUT_OFF,
                AUTO);
    }

    /** With this cluster id instead of 0. A directory keeps the id with which it was created. */
    public EmbeddedSettings withCluster(UInt128 id) {
        return new EmbeddedSettings(
                directory, id, clock, batchSizeLimit, segmentBytes, release, memory, tailLoss, warnBelow);
    }

    /** With this clock instead of the system's. */
    public EmbeddedSettings withClock(Clock other) {
        return new EmbeddedSettings(
                directory, cluster, other, batchSizeLimit, segmentBytes, release, memory, tailLoss, warnBelow);
    }

    /** With this greatest body of a request, 512 to 1,048,320 bytes, instead of 1,048,320. A directory keeps the
     * limit with which it was created: it is part of how requests were executed. */
    public EmbeddedSettings withBatchSizeLimit(int bytes) {
        return new EmbeddedSettings(
                directory, cluster, clock, bytes, segmentBytes, release, memory, tailLoss, warnBelow);
    }

    /**
     * With files of the log of this size instead of 64 MiB; each is taken from the disk as a whole. At least 8 MiB
     * and a multiple of 4,096. Files that exist keep their size.
     */
    public EmbeddedSettings withSegmentBytes(int bytes) {
        return new EmbeddedSettings(
                directory, cluster, clock, batchSizeLimit, bytes, release, memory, tailLoss, warnBelow);
    }

    /** Stating this release to clients instead of 0.17.9; clients of newer ones are evicted. */
    public EmbeddedSettings withRelease(Release stated) {
        return new EmbeddedSettings(
                directory, cluster, clock, batchSizeLimit, segmentBytes, stated, memory, tailLoss, warnBelow);
    }

    /** With these bounds of memory instead of the usual ones. */
    public EmbeddedSettings withMemory(MemorySettings other) {
        return new EmbeddedSettings(
                directory, cluster, clock, batchSizeLimit, segmentBytes, release, other, tailLoss, warnBelow);
    }

    /**
     * With this answer to a newest block of the log that was announced but is missing or damaged, instead of {@link
     * TailLoss#CUT_OFF}. The operations of such a block may have been acknowledged. {@link EmbeddedLedger#recovery()}
     * reports a block that was cut off.
     */
    public EmbeddedSettings withTailLoss(TailLoss other) {
        return new EmbeddedSettings(
                directory, cluster, clock, batchSizeLimit, segmentBytes, release, memory, other, warnBelow);
    }

    /**
     * With a warning, at most once a minute, when the disk of the directory has fewer free bytes than this; 0: never.
     * Unless told otherwise it is the greater of 256 MiB and two files of the log. When one file of the log (and 8 MiB)
     * is all that is left, the ledger creates nothing more until there is room again.
     */
    public EmbeddedSettings withWarnBelowFreeBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("free-space-warning is 0 or more bytes, not " + bytes);
        }
        return new EmbeddedSettings(
                directory, cluster, clock, batchSizeLimit, segmentBytes, release, memory, tailLoss, bytes);
    }

    /** Where the ledger is kept, or null if in memory. */
    public @Nullable Path directory() {
        return directory;
    }

    /** The cluster id. */
    public UInt128 cluster() {
        return cluster;
    }

    /** Where time comes from. */
    public Clock clock() {
        return clock;
    }

    /** Greatest body of a request in bytes. */
    public int batchSizeLimit() {
        return batchSizeLimit;
    }

    /** Bytes of a file of the log. */
    public int segmentBytes() {
        return segmentBytes;
    }

    /** The release that the ledger states. */
    public Release release() {
        return release;
    }

    /** What memory the ledger may take. */
    public MemorySettings memory() {
        return memory;
    }

    /** Decides about a newest block of the log that was announced, but is missing or damaged. */
    public TailLoss tailLoss() {
        return tailLoss;
    }

    /** Free bytes of the disk below which the ledger warns; 0: never. */
    public long warnBelowFreeBytes() {
        return warnBelow == AUTO ? Math.max(WARN_BELOW_MIN, 2L * segmentBytes) : warnBelow;
    }

    @Override
    public String toString() {
        return "EmbeddedSettings[" + (directory == null ? "in memory" : directory) + ", cluster " + cluster
                + ", batch size limit " + batchSizeLimit + ", release " + release + "]";
    }
}
