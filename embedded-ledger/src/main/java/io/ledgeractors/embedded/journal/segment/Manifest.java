package io.ledgeractors.embedded.journal.segment;

import io.ledgeractors.embedded.journal.checkpoint.CheckpointMark;
import io.ledgeractors.embedded.journal.checkpoint.LogStart;
import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Disk;
import io.ledgeractors.port.DiskFile;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code ledger.manifest}. It names the log that the directory holds, the newest file of the log and the last
 * block that is known to have been forced. It tells a log that ends from one whose file is missing, was cut short or
 * was replaced by an older copy. The lock of the directory is on this file.
 *
 * <p>The first page is the disk's note about the lock. Two pages with an entry each follow, which are written in turn.
 * The entry of the higher generation counts. The entry of a block is written after the force of the block and before
 * anything in the block is acknowledged, so it survives the end of the process. It is forced when the log has nothing
 * to write, when a new file is begun, when the log is closed, and at least once in {@link #FORCE_EVERY} blocks. After a
 * power cut it may therefore name an earlier block than the last one that was forced, but never a later one.
 *
 * <p>One thread at a time uses it.
 */
public final class Manifest {
    /** The name of the file. */
    public static final String NAME = "ledger.manifest";

    /** Bytes of the file. */
    public static final int SIZE = Disk.LOCK_NOTE + 2 * LogFormat.PAGE;

    /** The greatest number of blocks that are written before the entry is forced. */
    public static final int FORCE_EVERY = 256;

    private static final Logger LOG = LoggerFactory.getLogger(Manifest.class);
    private static final long MAGIC = 0x31464e4d52474454L;

    // Entry: checksum 0 u128, magic 16 u64, log id 24 u128, generation 40 u64, version 48 u32, newest file 56 u64,
    // forced block 64 u64, its checksum 72 u128. Of the newest checkpoint: last operation 88 u64 (0 if there is none),
    // checksum of its file 96 u128; of the log behind it: first file 112 u64, last block before that file 120 u64,
    // its checksum 128 u128, last operation before that file 144 u64. Reserved time 152 u64, ns since 1970.
    /** Bytes of an entry. The rest of its page is zero. */
    public static final int ENTRY = 512;

    private static final int AT_MAGIC = 16;
    private static final int AT_LOG_ID = 24;
    private static final int AT_GENERATION = 40;
    private static final int AT_VERSION = 48;
    private static final int AT_NEWEST = 56;
    private static final int AT_FORCED = 64;
    private static final int AT_CHECKSUM = 72;
    private static final int AT_CHECKPOINT = 88;
    private static final int AT_CHECKPOINT_CHECKSUM = 96;
    private static final int AT_START = 112;
    private static final int AT_START_SEQUENCE = 120;
    private static final int AT_START_CHECKSUM = 128;
    private static final int AT_START_OP = 144;
    private static final int AT_RESERVED_TIME = 152;

    /** The version before checkpoints, in whose log there are the reads of sessions and records of the time. */
    private static final int VERSION_WITH_READS = 2;

    private static final int VERSION = 3;

    private final DiskFile file;
    private final ByteBuffer page = Bytes.allocateDirect(ENTRY);
    private Entry entry;
    private int unforced;

    /**
     * The contents of the manifest.
     *
     * @param logId the random id of the log
     * @param version version of the format
     * @param generation number of the entry, from 1 on
     * @param newest number of the newest file that the log has begun; 0 before the first file is made
     * @param forced number of the last block that is known to have been forced, or 0 if there is none
     * @param checksum checksum of the header of that block; zero if there is none
     * @param reservedTime the time, ns since 1970, that no reply exceeded unless a later mark reserves a later one; 0
     *     if it is not known
     * @param checkpoint the newest checkpoint, or null if there is none
     */
    public record Entry(
            UInt128 logId,
            int version,
            long generation,
            long newest,
            long forced,
            UInt128 checksum,
            long reservedTime,
            @Nullable CheckpointMark checkpoint) {
        /** Returns where the log begins that the directory must hold. */
        public LogStart start() {
            return checkpoint == null ? LogStart.FIRST : checkpoint.start();
        }
    }

    /** The two entries of the file, in their order in it; null for an entry that is damaged or was never written. */
    public record Entries(@Nullable Entry first, @Nullable Entry second) {
        /** Returns the entry that counts; null if there is none. */
        public @Nullable Entry newer() {
            if (first == null || second == null) {
                return first == null ? second : first;
            }
            return first.generation() > second.generation() ? first : second;
        }
    }

    private Manifest(DiskFile file, Entry entry) {
        this.file = file;
        this.entry = entry;
    }

    /**
     * Reads the manifest.
     *
     * @return null if the file is empty because it was just created
     * @throws LogException if it is damaged or of another version of the format
     */
    public static @Nullable Manifest open(DiskFile file) throws IOException, LogException {
        ByteBuffer entries = Bytes.allocate(2 * LogFormat.PAGE);
        int read = file.read(entries, Disk.LOCK_NOTE);
        if (Bytes.isZero(entries, 0, read) && file.size() <= SIZE) {
            return null;
        }
        Entries both = readEntries(entries);
        Entry newer = both.newer();
        if (read < entries.capacity() || newer == null) {
            throw new LogException("the log is damaged: " + NAME + " is not what was written"
                    + "; restore the file from a copy. Nothing was changed");
        }
        if (both.first() == null || both.second() == null) {
            LOG.warn("one of the two entries of {} cannot be read; the other one counts", NAME);
        }
        return new Manifest(file, newer);
    }

    /**
     * Reads both entries.
     *
     * @param pages the two pages behind the disk's note about the lock
     * @throws LogException if one is of another version of the format
     */
    public static Entries readEntries(ByteBuffer pages) throws LogException {
        return new Entries(read(pages, 0), read(pages, LogFormat.PAGE));
    }

    /** Creates the manifest of a new log that has no file yet, and forces it. */
    public static Manifest create(DiskFile file, UInt128 logId) throws IOException {
        file.allocate(SIZE);
        Manifest manifest = new Manifest(file, new Entry(logId, VERSION, 0, 0, 0, UInt128.ZERO, 0, null));
        manifest.rewrite(0, 0, UInt128.ZERO, 0);
        return manifest;
    }

    /** Returns the newest entry. */
    public Entry entry() {
        return entry;
    }

    /** Writes a further entry; forces it only if {@link #FORCE_EVERY} entries were written without a force. */
    public void write(long newest, long forced, UInt128 checksum, long reservedTime) throws IOException {
        write(newest, forced, checksum, reservedTime, entry.checkpoint());
        if (unforced >= FORCE_EVERY) {
            force();
        }
    }

    /** Writes both entries anew, and forces them. */
    public void rewrite(long newest, long forced, UInt128 checksum, long reservedTime) throws IOException {
        write(newest, forced, checksum, reservedTime, entry.checkpoint());
        write(newest, forced, checksum, reservedTime, entry.checkpoint());
        force();
    }

    /** Writes a further entry with another reserved time, and forces it. */
    public void reserveTime(long time) throws IOException {
        write(entry.newest(), entry.forced(), entry.checksum(), time, entry.checkpoint());
        force();
    }

    /** Writes both entries anew with a new checkpoint, and forces them. What the former one needed may go then. */
    public void checkpointed(CheckpointMark checkpoint) throws IOException {
        Entry now = entry;
        write(now.newest(), now.forced(), now.checksum(), now.reservedTime(), checkpoint);
        write(now.newest(), now.forced(), now.checksum(), now.reservedTime(), checkpoint);
        force();
    }

    private void write(
            long newest, long forced, UInt128 checksum, long reservedTime, @Nullable CheckpointMark checkpoint)
            throws IOException {
        Entry next = new Entry(
                entry.logId(), VERSION, entry.generation() + 1, newest, forced, checksum, reservedTime, checkpoint);
        write(page, next);
        file.write(page.clear(), Disk.LOCK_NOTE + (next.generation() & 1) * LogFormat.PAGE);
        entry = next;
        unforced++;
    }

    /** Forces the entries that were written. */
    public void force() throws IOException {
        file.force();
        unforced = 0;
    }

    /** Returns true if the newest entry was forced. */
    public boolean isForced() {
        return unforced == 0;
    }

    /** Closes the file. */
    public void close() throws IOException {
        file.close();
    }

    private static void write(ByteBuffer target, Entry entry) {
        Bytes.zero(target, 0, ENTRY);
        target.putLong(AT_MAGIC, MAGIC);
        Bytes.putU128(target, AT_LOG_ID, entry.logId());
        target.putLong(AT_GENERATION, entry.generation());
        CheckpointMark checkpoint = entry.checkpoint();
        target.putInt(AT_VERSION, entry.version());
        target.putLong(AT_NEWEST, entry.newest());
        target.putLong(AT_FORCED, entry.forced());
        Bytes.putU128(target, AT_CHECKSUM, entry.checksum());
        if (checkpoint != null) {
            target.putLong(AT_CHECKPOINT, checkpoint.op());
            Bytes.putU128(target, AT_CHECKPOINT_CHECKSUM, checkpoint.checksum());
            target.putLong(AT_START, checkpoint.start().segment());
            target.putLong(AT_START_SEQUENCE, checkpoint.start().sequence());
            Bytes.putU128(target, AT_START_CHECKSUM, checkpoint.start().checksum());
            target.putLong(AT_START_OP, checkpoint.start().lastOp());
        }
        target.putLong(AT_RESERVED_TIME, entry.reservedTime());
        Bytes.putU128(target, 0, Checksum.of(target, AT_MAGIC, ENTRY - AT_MAGIC));
    }

    // Returns null if there is no entry or a damaged one.
    private static @Nullable Entry read(ByteBuffer source, int at) throws LogException {
        boolean sealed = source.getLong(at + AT_MAGIC) == MAGIC
                && Bytes.getU128(source, at).equals(Checksum.of(source, at + AT_MAGIC, ENTRY - AT_MAGIC));
        if (!sealed) {
            return null;
        }
        int version = source.getInt(at + AT_VERSION);
        if (version != VERSION && version != VERSION_WITH_READS) {
            throw new LogException(NAME + " has version " + version + " of the format, this program knows "
                    + VERSION_WITH_READS + " and " + VERSION + " only; use the program that wrote it");
        }
        return new Entry(
                Bytes.getU128(source, at + AT_LOG_ID),
                version,
                source.getLong(at + AT_GENERATION),
                source.getLong(at + AT_NEWEST),
                source.getLong(at + AT_FORCED),
                Bytes.getU128(source, at + AT_CHECKSUM),
                source.getLong(at + AT_RESERVED_TIME),
                source.getLong(at + AT_CHECKPOINT) == 0 ? null : readCheckpoint(source, at));
    }

    private static CheckpointMark readCheckpoint(ByteBuffer source, int at) {
        return new CheckpointMark(
                source.getLong(at + AT_CHECKPOINT),
                Bytes.getU128(source, at + AT_CHECKPOINT_CHECKSUM),
                new LogStart(
                        source.getLong(at + AT_START),
                        source.getLong(at + AT_START_SEQUENCE),
                        Bytes.getU128(source, at + AT_START_CHECKSUM),
                        source.getLong(at + AT_START_OP)));
    }
}
