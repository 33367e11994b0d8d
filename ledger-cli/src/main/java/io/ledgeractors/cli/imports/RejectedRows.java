package io.ledgeractors.cli.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.FileTrouble;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes the file of rejected rows, with the fields of the input, the number and the reason. The file is locked while
 * it is open, because two imports at once would mix their lines. Used by one thread at a time.
 */
final class RejectedRows implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final RejectedForm form;
    private final CsvWriter writer;

    private RejectedRows(Path file, FileChannel channel, char separator, RejectedForm form) {
        this.file = file;
        this.channel = channel;
        this.form = form;
        this.writer = writer(new BufferedOutputStream(Channels.newOutputStream(channel)), separator);
    }

    /**
     * Opens and locks the file without changing its content.
     *
     * @throws BadInputException if another import has it open
     */
    static RejectedRows open(Path file, char separator, RejectedForm form) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (!isLocked(channel)) {
            channel.close();
            throw new BadInputException(file + ": another import writes to it just now; wait until it ends, or name"
                    + " other files with --rejected and --state");
        }
        return new RejectedRows(file, channel, separator, form);
    }

    // A file system without locks must not prevent an import.
    private static boolean isLocked(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException here) {
            return false;
        } catch (IOException noLocks) {
            return true;
        }
    }

    /**
     * Cuts the file to a length and starts writing there.
     *
     * @param length length up to the last settled row; rows after it are cut off. With 0 the header is written
     */
    void begin(long length) throws IOException {
        try {
            channel.truncate(length);
            channel.position(length);
        } catch (IOException e) {
            throw FileTrouble.in(file, e);
        }
        if (length == 0) {
            writer.writeRecord(form.header());
            force();
        }
    }

    /** Returns the first line of such a file as bytes, with its line end. */
    static byte[] header(char separator, RejectedForm form) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvWriter writer = writer(bytes, separator)) {
            writer.writeRecord(form.header());
        } catch (IOException e) {
            throw new UncheckedIOException("an array can be written to", e);
        }
        return bytes.toByteArray();
    }

    /** Adds a row. */
    void add(Row row, String reason) {
        try {
            writer.writeRecord(form.line(row, reason));
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause();
            throw cause == null ? e : new UncheckedIOException(FileTrouble.in(file, cause));
        }
    }

    /** Forces everything to the disk, and returns the length of the file. */
    long force() throws IOException {
        try {
            writer.flush();
            channel.force(true);
            return channel.position();
        } catch (IOException e) {
            throw FileTrouble.in(file, e);
        }
    }

    /** Closes the file after a failure without writing buffered rows. */
    void abandon() {
        try {
            channel.close();
        } catch (IOException e) {
            // The failure before this one is reported.
        }
    }

    private static CsvWriter writer(OutputStream out, char separator) {
        return CsvWriter.builder().fieldSeparator(separator).build(out, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
