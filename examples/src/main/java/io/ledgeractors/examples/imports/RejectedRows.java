package io.ledgeractors.examples.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The file of rejected rows: as they stood in the input, with number and reason. One thread at a time. */
final class RejectedRows implements AutoCloseable {
    private final FileChannel channel;
    private final CsvWriter writer;

    private RejectedRows(FileChannel channel, char separator) {
        this.channel = channel;
        this.writer = CsvWriter.builder()
                .fieldSeparator(separator)
                .build(new BufferedOutputStream(Channels.newOutputStream(channel)), StandardCharsets.UTF_8);
    }

    /**
     * Opens the file.
     *
     * @param length what is behind it is of rows that are not settled, and is cut off; 0: the header is written
     */
    static RejectedRows open(Path file, char separator, List<String> header, long length) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        channel.truncate(length);
        channel.position(length);
        RejectedRows rows = new RejectedRows(channel, separator);
        if (length == 0) {
            rows.write(header, "row", "reason");
        }
        return rows;
    }

    /** Adds a row. */
    void add(Row row, String reason) {
        write(row.fields(), String.valueOf(row.number()), reason);
    }

    /** Forces everything to the disk; the length of the file then. */
    long force() throws IOException {
        writer.flush();
        channel.force(true);
        return channel.position();
    }

    private void write(List<String> fields, String number, String reason) {
        List<String> line = new ArrayList<>(fields);
        line.add(number);
        line.add(reason);
        writer.writeRecord(line);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
