package io.ledgeractors.examples.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file of rejected rows: as they stood in the input, with number and reason. One thread at a time. */
final class RejectedRows implements AutoCloseable {
    private final FileChannel channel;
    private final RejectedForm form;
    private final CsvWriter writer;

    private RejectedRows(FileChannel channel, char separator, RejectedForm form) {
        this.channel = channel;
        this.form = form;
        this.writer = writer(new BufferedOutputStream(Channels.newOutputStream(channel)), separator);
    }

    /**
     * Opens the file.
     *
     * @param length what is behind it is of rows that are not settled, and is cut off; 0: the header is written
     */
    static RejectedRows open(Path file, char separator, RejectedForm form, long length) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(length);
        channel.position(length);
        RejectedRows rows = new RejectedRows(channel, separator, form);
        if (length == 0) {
            rows.writer.writeRecord(form.header());
        }
        return rows;
    }

    /** The first line of such a file, with its end, as it is written. */
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
        writer.writeRecord(form.line(row, reason));
    }

    /** Forces everything to the disk; the length of the file then. */
    long force() throws IOException {
        writer.flush();
        channel.force(true);
        return channel.position();
    }

    private static CsvWriter writer(OutputStream out, char separator) {
        return CsvWriter.builder().fieldSeparator(separator).build(out, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
