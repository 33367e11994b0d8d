package io.ledgeractors.embedded.journal.format;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The format of the log's files: {@code 00000000000000000001.log} and so on, each of a fixed size. Numbers are little
 * endian, offsets are in bytes, and bytes that are not named are zero. {@code ledger.manifest} has a format of its own.
 *
 * <p>A file has a header page, two pages with a mark each, and blocks up to its end. A file gets its name only when it
 * has its full size on the disk. A block is written and forced as a whole. It has a header, records (u32 size, bytes,
 * zeros up to a multiple of 8) and zeros up to a whole page. Therefore a write that a power cut tears never reaches
 * into a block that was forced before.
 *
 * <p>Headers carry the 128-bit checksum of frames. A block's header also carries the checksum of its predecessor, so
 * blocks form a chain. Payloads carry the CRC32C of the JDK, which costs a twentieth of the former and finds every
 * burst of up to 32 bits. The random id of the log is in every header, so no bytes that a client sends can pass for a
 * block.
 *
 * <p>A mark announces a block by number and checksum. It is written with the block and forced by the same force, and
 * odd and even blocks have a page each. So when block N was forced, its mark was forced, too; and when block N was
 * begun, the mark of block N - 1 had been forced. A mark also carries the reserved time of the ledger: no reply showed
 * a later time before the next mark or entry of the manifest was forced.
 */
public final class LogFormat {
    /** Bytes of a page, the unit of all writes. */
    public static final int PAGE = 4096;

    /** Offset of the first block. */
    public static final int FIRST_BLOCK = 3 * PAGE;

    /** Bytes of a block's header. */
    public static final int BLOCK_HEADER = 128;

    /** The greatest size of a block in bytes. */
    public static final int BLOCK_MAX = 4 * 1024 * 1024;

    /** The version of the format that this code reads and writes. */
    public static final int VERSION = 2;

    private static final long SEGMENT_MAGIC = 0x31474f4c52474454L;
    private static final long BLOCK_MAGIC = 0x314b4c4252474454L;
    private static final long MARK_MAGIC = 0x314b524d52474454L;
    private static final Pattern NAME = Pattern.compile("[0-9]{20}\\.log");

    // All headers: checksum 0 u128, magic 16 u64, log id 24 u128, segment 40 u64.
    private static final int MAGIC = 16;
    private static final int LOG_ID = 24;
    private static final int SEGMENT = 40;

    // Segment header: version 48 u32, capacity 56 u64, cluster 64 u128, batch size limit 80 u32.
    private static final int SEGMENT_VERSION = 48;
    private static final int CAPACITY = 56;
    private static final int CLUSTER = 64;
    private static final int BATCH_SIZE_LIMIT = 80;

    // Block header: sequence 48 u64, payload bytes 56 u32, CRC32C 60 u32, checksum of the predecessor 64 u128,
    // position of the last record 80 u64, number of records 88 u32.
    private static final int SEQUENCE = 48;
    private static final int LENGTH = 56;
    private static final int CRC = 60;
    private static final int PREVIOUS = 64;
    private static final int LAST_OP = 80;
    private static final int RECORDS = 88;

    // Mark: sequence 48 u64 as in a block, checksum of the block 64 u128, reserved time 80 u64 (ns since 1970; 0 if it
    // is not known).
    private static final int MARKED = 64;
    private static final int RESERVED_TIME = 80;

    private LogFormat() {}

    /** The contents of a file's header. The capacity is the size of the file in bytes. */
    public record Segment(
            UInt128 logId, long number, int version, long capacity, UInt128 cluster, int batchSizeLimit) {}

    /** The contents of a block's header. */
    public record Block(
            UInt128 checksum,
            long segment,
            long sequence,
            int length,
            int crc,
            UInt128 previous,
            long lastOp,
            int records) {
        /** Returns the size of the block on the disk, in bytes. */
        public int size() {
            return alignToPage(BLOCK_HEADER + length);
        }
    }

    /** Returns the bytes that a record of so many bytes takes in a block. */
    public static int recordBytes(int size) {
        return (Integer.BYTES + size + 7) / 8 * 8;
    }

    /** Returns the name of the file with this number. */
    public static String name(long segment) {
        return String.format(Locale.ROOT, "%020d.log", segment);
    }

    /** Returns true if this is the name of a file of the log. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Returns the number in the name of a file. */
    public static long number(String name) {
        return Long.parseLong(name.substring(0, 20));
    }

    /** Rounds a number of bytes up to whole pages. */
    public static int alignToPage(int bytes) {
        return (bytes + PAGE - 1) / PAGE * PAGE;
    }

    /** Writes a file's header page. */
    public static void writeSegment(ByteBuffer page, Segment segment) {
        begin(page, SEGMENT_MAGIC, segment.logId(), segment.number());
        page.putInt(SEGMENT_VERSION, segment.version());
        page.putLong(CAPACITY, segment.capacity());
        Bytes.putU128(page, CLUSTER, segment.cluster());
        page.putInt(BATCH_SIZE_LIMIT, segment.batchSizeLimit());
        seal(page, 0);
    }

    /** Returns true if this is the undamaged header page of a file, of any version of the format. */
    public static boolean isSegment(ByteBuffer page) {
        return isSealed(page, 0, SEGMENT_MAGIC);
    }

    /** Reads a file's header page. Requires that it {@link #isSegment}. */
    public static Segment readSegment(ByteBuffer page) {
        return new Segment(
                Bytes.getU128(page, LOG_ID),
                page.getLong(SEGMENT),
                page.getInt(SEGMENT_VERSION),
                page.getLong(CAPACITY),
                Bytes.getU128(page, CLUSTER),
                page.getInt(BATCH_SIZE_LIMIT));
    }

    /** Writes the header of a block whose payload is behind it; returns the checksum of the header. */
    public static UInt128 writeBlock(
            ByteBuffer block,
            UInt128 logId,
            long segment,
            long sequence,
            int length,
            UInt128 previous,
            long lastOp,
            int records) {
        begin(block, BLOCK_MAGIC, logId, segment);
        block.putLong(SEQUENCE, sequence);
        block.putInt(LENGTH, length);
        block.putInt(CRC, crc(block, BLOCK_HEADER, length));
        Bytes.putU128(block, PREVIOUS, previous);
        block.putLong(LAST_OP, lastOp);
        block.putInt(RECORDS, records);
        return seal(block, 0);
    }

    /** Returns true if there is an undamaged header of a block of this log at {@code at}. */
    public static boolean isBlock(ByteBuffer buffer, int at, UInt128 logId) {
        return buffer.getLong(at + MAGIC) == BLOCK_MAGIC
                && isSealed(buffer, at, BLOCK_MAGIC)
                && Bytes.getU128(buffer, at + LOG_ID).equals(logId);
    }

    /** Reads a block's header. Requires that it {@link #isBlock}. */
    public static Block readBlock(ByteBuffer buffer, int at) {
        return new Block(
                Bytes.getU128(buffer, at),
                buffer.getLong(at + SEGMENT),
                buffer.getLong(at + SEQUENCE),
                buffer.getInt(at + LENGTH),
                buffer.getInt(at + CRC),
                Bytes.getU128(buffer, at + PREVIOUS),
                buffer.getLong(at + LAST_OP),
                buffer.getInt(at + RECORDS));
    }

    /**
     * The contents of a mark: the number of its file, the number and the checksum of the block, and the time that was
     * reserved when the block was written, ns since 1970.
     */
    public record Mark(long segment, long sequence, UInt128 checksum, long reservedTime) {}

    /** Returns the offset of a mark in the file of its block. */
    public static long markPosition(long sequence) {
        return PAGE + (sequence & 1) * PAGE;
    }

    /** Writes a mark. */
    public static void writeMark(ByteBuffer page, UInt128 logId, Mark mark) {
        begin(page, MARK_MAGIC, logId, mark.segment());
        page.putLong(SEQUENCE, mark.sequence());
        Bytes.putU128(page, MARKED, mark.checksum());
        page.putLong(RESERVED_TIME, mark.reservedTime());
        seal(page, 0);
    }

    /** Reads the mark at {@code at}; returns null if there is no undamaged mark of this log. */
    public static @Nullable Mark readMark(ByteBuffer page, int at, UInt128 logId) {
        boolean mark = isSealed(page, at, MARK_MAGIC)
                && Bytes.getU128(page, at + LOG_ID).equals(logId);
        return mark
                ? new Mark(
                        page.getLong(at + SEGMENT),
                        page.getLong(at + SEQUENCE),
                        Bytes.getU128(page, at + MARKED),
                        page.getLong(at + RESERVED_TIME))
                : null;
    }

    /** Returns the CRC32C of these bytes. */
    public static int crc(ByteBuffer buffer, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.slice(at, length));
        return (int) crc.getValue();
    }

    private static void begin(ByteBuffer target, long magic, UInt128 logId, long segment) {
        Bytes.zero(target, 0, BLOCK_HEADER);
        target.putLong(MAGIC, magic);
        Bytes.putU128(target, LOG_ID, logId);
        target.putLong(SEGMENT, segment);
    }

    private static UInt128 seal(ByteBuffer target, int at) {
        UInt128 checksum = Checksum.of(target, at + MAGIC, BLOCK_HEADER - MAGIC);
        Bytes.putU128(target, at, checksum);
        return checksum;
    }

    private static boolean isSealed(ByteBuffer buffer, int at, long magic) {
        return buffer.getLong(at + MAGIC) == magic
                && Bytes.getU128(buffer, at).equals(Checksum.of(buffer, at + MAGIC, BLOCK_HEADER - MAGIC));
    }
}
