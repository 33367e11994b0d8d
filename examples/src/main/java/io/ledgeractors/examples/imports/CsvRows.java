package io.ledgeractors.examples.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.ledgeractors.examples.orders.BadInputException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** The rows of a CSV file, one after another. Not thread-safe. */
final class CsvRows implements Iterator<Row>, AutoCloseable {
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Path file;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> header;
    private long number;

    /**
     * Opens the file and reads the header.
     *
     * @throws BadInputException if it cannot be read
     */
    CsvRows(Path file, char separator) {
        this.file = file;
        try {
            reader = CsvReader.builder()
                    .fieldSeparator(separator)
                    .allowExtraFields(true)
                    .allowMissingFields(true)
                    .allowExtraCharsAfterClosingQuote(false)
                    .allowUnclosedQuote(false)
                    .skipEmptyLines(true)
                    .ofCsvRecord(new InputStreamReader(
                            Files.newInputStream(file),
                            StandardCharsets.UTF_8
                                    .newDecoder()
                                    .onMalformedInput(CodingErrorAction.REPORT)
                                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read: " + e.getMessage());
        }
        records = reader.iterator();
        if (!isThereMore()) {
            throw new BadInputException(file + ": is empty; its first line must name the columns");
        }
        header = records.next().getFields().stream()
                .map(name -> name.replace(BYTE_ORDER_MARK, "").strip())
                .toList();
    }

    /** The names of the columns. */
    List<String> header() {
        return header;
    }

    /** Leaves rows out. */
    CsvRows skipTo(long lastSkipped) {
        while (number < lastSkipped && hasNext()) {
            next();
        }
        return this;
    }

    @Override
    public boolean hasNext() {
        return isThereMore();
    }

    @Override
    public Row next() {
        return new Row(++number, records.next().getFields());
    }

    private boolean isThereMore() {
        try {
            return records.hasNext();
        } catch (CsvParseException | UncheckedIOException e) {
            throw new BadInputException(file + ": behind row " + number
                    + " is something that is no CSV in UTF-8, most likely a quote that is not closed: "
                    + e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
