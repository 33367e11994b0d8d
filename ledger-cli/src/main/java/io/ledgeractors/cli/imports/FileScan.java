package io.ledgeractors.cli.imports;

import io.ledgeractors.cli.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading the whole file once before anything is written.
 *
 * @param content SHA-256 of the file in hexadecimal digits
 * @param rows number of rows
 */
record FileScan(String content, long rows) {
    private static final long NANOS = 1_000_000_000L;

    /**
     * Reads all rows, and checks encoding, quotes and, for history, that times rise from row to row.
     *
     * @param rows the rows, from the first one
     * @param history the converter of rows with timestamps; null if there is no order to check
     * @throws BadInputException if the file cannot be imported as it is; the message names the line
     *     or the row
     */
    static FileScan of(Path file, CsvRows rows, @Nullable RowForm<?, ?> history) {
        Order order = new Order(file);
        while (rows.hasNext()) {
            Row row = rows.next();
            if (history != null) {
                order.check(row, history);
            }
        }
        return new FileScan(rows.content(), rows.number());
    }

    /**
     * Checks that the file can be read twice.
     *
     * @throws BadInputException if it is not a regular file
     */
    static void requireFile(Path file) {
        if (!Files.exists(file)) {
            throw new BadInputException(file + ": no such file");
        }
        if (Files.isDirectory(file)) {
            throw new BadInputException(file + ": is a directory, not a CSV file");
        }
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(file + ": is no regular file; the import reads it twice, so save it first");
        }
    }

    private static final class Order {
        private final Path file;
        private long lastTime;
        private long lastRow;

        Order(Path file) {
            this.file = file;
        }

        // Rows that cannot be read are rejected later, so they do not count for the order.
        <E> void check(Row row, RowForm<E, ?> form) {
            long time;
            try {
                time = form.timestamp(form.element(row));
            } catch (IllegalArgumentException rejectedLater) {
                return;
            }
            if (time <= lastTime) {
                throw new BadInputException(file + ": row " + row.number() + " has the time " + instant(time)
                        + ", which is not after " + instant(lastTime) + " of row " + lastRow
                        + "; sort the file by time, oldest first, each time once; nothing was written");
            }
            lastTime = time;
            lastRow = row.number();
        }

        private static Instant instant(long time) {
            return Instant.ofEpochSecond(time / NANOS, time % NANOS);
        }
    }
}
