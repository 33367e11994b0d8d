package io.ledgeractors.embedded.journal.checkpoint;

import io.ledgeractors.embedded.journal.format.LogFormat;
import io.ledgeractors.embedded.log.LogException;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.DiskDirectory;
import io.ledgeractors.port.DiskFile;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A file that holds a checkpoint: {@code 00000000000000000001.checkpoint}, named after its last operation. It has a
 * header page and a body. It gets its name only when it is complete and forced, and counts only if the manifest names
 * it. It is never changed. Little endian, offsets in bytes; bytes that are not named are zero.
 */
public final class CheckpointFile {
    /** The version of the format that this code reads and writes. */
    public static final int VERSION = 1;

    private static final long MAGIC = 0x31504b4352474454L;
    private static final String SUFFIX = ".checkpoint";
    private static final String UNFINISHED = ".new";
    private static final Pattern NAME = Pattern.compile("[0-9]{20}\\.checkpoint(\\.new)?");
    private static final long LENGTH_MAX = 1 << 30;

    // Header: checksum 0 u128, magic 16 u64, log id 24 u128, last operation 40 u64, version 48 u32, bytes of the body
    // 56 u64, CRC32C of the body 64 u32.
    /** Bytes of the header. The rest of its page is zero. */
    public static final int HEADER = 128;

    private static final int AT_MAGIC = 16;
    private static final int AT_LOG_ID = 24;
    private static final int AT_OP = 40;
    private static final int AT_VERSION = 48;
    private static final int AT_LENGTH = 56;
    private static final int AT_CRC = 64;

    /**
     * The contents of a header.
     *
     * @param checksum checksum of the header
     * @param logId the random id of the log
     * @param version version of the format
     * @param length bytes of the body
     * @param crc CRC32C of the body
     */
    public record Header(UInt128 checksum, UInt128 logId, int version, long length, int crc) {
        /** Returns true if the file is the one that the manifest of this log names. */
        public boolean isOf(UInt128 log, CheckpointMark mark) {
            return checksum.equals(mark.checksum()) && logId.equals(log) && length >= 0 && length <= LENGTH_MAX;
        }
    }

    private CheckpointFile() {}

    /** Returns true for the name of a checkpoint, finished or not. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Returns the name of the checkpoint that ends with this operation. */
    public static String name(long op) {
        return String.format(Locale.ROOT, "%020d%s", op, SUFFIX);
    }

    /**
     * Writes and forces a checkpoint.
     *
     * @param parts the body, in parts between position and limit
     * @return the checksum of the file's header
     */
    public static UInt128 write(DiskDirectory directory, UInt128 logId, long op, List<ByteBuffer> parts)
            throws IOException {
        String name = name(op);
        String unfinished = name + UNFINISHED;
        directory.delete(unfinished);
        directory.delete(name);
        ByteBuffer header = header(logId, op, parts);
        try {
            try (DiskFile file = directory.create(unfinished)) {
                long at = LogFormat.PAGE;
                for (ByteBuffer part : parts) {
                    file.write(part.duplicate(), at);
                    at += part.remaining();
                }
                file.write(header.duplicate(), 0);
                file.force();
            }
            directory.rename(unfinished, name);
            directory.force();
            return Bytes.getU128(header, 0);
        } catch (IOException | RuntimeException failed) {
            discard(directory, unfinished, failed);
            throw failed;
        }
    }

    /**
     * Reads the body of the checkpoint that the manifest names.
     *
     * @throws LogException if the file is missing, damaged, or of another log or version
     */
    public static ByteBuffer read(DiskDirectory directory, UInt128 logId, CheckpointMark mark)
            throws IOException, LogException {
        String name = name(mark.op());
        try (DiskFile file = directory.open(name)) {
            Header header = requireSame(readHeader(file), name);
            if (header.version() != VERSION) {
                throw new LogException(name + " has version " + header.version() + " of the format, this program knows "
                        + VERSION + " only; use the program that wrote it");
            }
            return requireSame(header.isOf(logId, mark) ? readBody(file, header) : null, name);
        } catch (NoSuchFileException missing) {
            throw new LogException(
                    "the ledger is damaged: " + name + " is missing; restore the file from a copy. Nothing was changed",
                    missing);
        }
    }

    /** Reads the header of an open file; returns null if it is damaged. */
    public static @Nullable Header readHeader(DiskFile file) throws IOException {
        ByteBuffer header = Bytes.allocate(HEADER);
        int read = file.read(header, 0);
        return read == HEADER && isSealed(header)
                ? new Header(
                        Bytes.getU128(header, 0),
                        Bytes.getU128(header, AT_LOG_ID),
                        header.getInt(AT_VERSION),
                        header.getLong(AT_LENGTH),
                        header.getInt(AT_CRC))
                : null;
    }

    /** Reads the body of an open file; returns null if it is damaged. Requires that the header {@link Header#isOf}. */
    public static @Nullable ByteBuffer readBody(DiskFile file, Header header) throws IOException {
        ByteBuffer body = Bytes.allocate((int) header.length());
        int read = file.read(body, LogFormat.PAGE);
        return read == header.length() && crc(List.of(body.flip())) == header.crc() ? body : null;
    }

    /** Deletes all checkpoints, finished or not, but this one. */
    public static void deleteOthers(DiskDirectory directory, long op) throws IOException {
        for (String name : directory.list()) {
            if (isName(name) && !name.equals(name(op))) {
                directory.delete(name);
            }
        }
    }

    private static <T> T requireSame(@Nullable T part, String name) throws LogException {
        if (part == null) {
            throw new LogException("the ledger is damaged: " + name
                    + " is not what was written; restore the file from a copy. Nothing was changed");
        }
        return part;
    }

    private static ByteBuffer header(UInt128 logId, long op, List<ByteBuffer> parts) {
        ByteBuffer header = Bytes.allocate(LogFormat.PAGE);
        header.putLong(AT_MAGIC, MAGIC);
        Bytes.putU128(header, AT_LOG_ID, logId);
        header.putLong(AT_OP, op);
        header.putInt(AT_VERSION, VERSION);
        header.putLong(
                AT_LENGTH, parts.stream().mapToLong(ByteBuffer::remaining).sum());
        header.putInt(AT_CRC, crc(parts));
        Bytes.putU128(header, 0, Checksum.of(header, AT_MAGIC, HEADER - AT_MAGIC));
        return header;
    }

    private static boolean isSealed(ByteBuffer header) {
        return header.getLong(AT_MAGIC) == MAGIC
                && Bytes.getU128(header, 0).equals(Checksum.of(header, AT_MAGIC, HEADER - AT_MAGIC));
    }

    private static int crc(List<ByteBuffer> parts) {
        CRC32C crc = new CRC32C();
        parts.forEach(part -> crc.update(part.duplicate()));
        return (int) crc.getValue();
    }

    private static void discard(DiskDirectory directory, String name, Exception failed) {
        try {
            directory.delete(name);
        } catch (IOException second) {
            failed.addSuppressed(second);
        }
    }
}
