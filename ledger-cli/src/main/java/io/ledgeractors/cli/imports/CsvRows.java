package io.ledgeractors.cli.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.ledgeractors.cli.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Iterates over the rows of a CSV file. For a file of rejected rows it returns the original rows of the rejected input.
 * Blank lines are skipped. Not thread-safe.
 */
final class CsvRows implements Iterator<Row>, AutoCloseable {
    private static final int FIRST_LINE_MAX = 1 << 16;

    private final Path file;
    private final BufferedReader text;
    private final MessageDigest digest = Sha256.create();
    private final Iterator<CsvRecord> records;
    private final List<String> header;
    private final Optional<RejectedForm> rejected;
    private long skipped;
    private boolean hasHeader;
    private long number;
    private @Nullable CsvRecord next;

    /**
     * Opens the file and reads the header.
     *
     * @throws BadInputException if the file cannot be read
     */
    CsvRows(Path file, CsvForm form) {
        this.file = file;
        try {
            text = new BufferedReader(new TextReader(new DigestInputStream(Files.newInputStream(file), digest)));
        } catch (IOException e) {
            throw unreadable(e);
        }
        try {
            skip(form);
            records = CsvReader.builder()
                    .fieldSeparator(form.separator())
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .allowUnclosedQuote(false)
                    .skipEmptyLines(true)
                    .ofCsvRecord(text)
                    .iterator();
            List<String> names = names();
            rejected = RejectedForm.recognise(names, form.mapped());
            header = rejected.map(RejectedForm::columns).orElse(names);
            hasHeader = true;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Returns the names of the columns; for a file of rejected rows, those of the original input. */
    List<String> header() {
        return header;
    }

    /** Skips the rows up to and including this number. */
    CsvRows skipTo(long lastSkipped) {
        while (number < lastSkipped && hasNext()) {
            next();
        }
        return this;
    }

    /** Returns the SHA-256 of the file in hexadecimal digits. Call it once, and only when there are no more rows. */
    String content() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Returns the number of the last row that was read. */
    long number() {
        return number;
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            CsvRecord record = record();
            if (record == null) {
                return false;
            }
            boolean isBlank = header.size() > 1
                    && record.getFieldCount() == 1
                    && record.getField(0).isBlank();
            next = isBlank ? null : record;
        }
        return true;
    }

    @Override
    public Row next() {
        CsvRecord record = hasNext() ? next : null;
        if (record == null) {
            throw new NoSuchElementException();
        }
        next = null;
        List<String> fields = record.getFields();
        number++;
        return rejected.map(form -> new Row(number, form.fields(fields), form.reason(fields)))
                .orElseGet(() -> new Row(number, fields));
    }

    private List<String> names() {
        for (CsvRecord record = record(); record != null; record = record()) {
            List<String> names = stripped(record);
            if (!names.stream().allMatch(String::isEmpty)) {
                return names;
            }
        }
        throw new BadInputException(
                skipped == 0
                        ? file + ": is empty; its first line must name the columns"
                        : file + ": has nothing but blank lines behind line " + skipped + "; --skip " + skipped
                                + " leaves no header");
    }

    private static List<String> stripped(CsvRecord record) {
        return record.getFields().stream().map(String::strip).toList();
    }

    private void skip(CsvForm form) {
        if (form.skip() == 0) {
            return;
        }
        try {
            text.mark(FIRST_LINE_MAX);
            boolean isRejected = isRejected(beginning(), form);
            text.reset();
            while (skipped < form.skip() && !isRejected) {
                if (text.readLine() == null) {
                    throw new BadInputException(
                            file + ": has only " + skipped + " lines; --skip " + form.skip() + " leaves no header");
                }
                skipped++;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    // The name of a column may hold line breaks, so the header of rejected rows may have several lines.
    private static boolean isRejected(String begin, CsvForm form) {
        String line = begin.lines().findFirst().orElse("");
        if (RejectedForm.isHeader(line, form.separator())) {
            return true;
        }
        try {
            return CsvReader.builder()
                    .fieldSeparator(form.separator())
                    .allowUnclosedQuote(false)
                    .skipEmptyLines(false)
                    .ofCsvRecord(begin)
                    .stream()
                    .findFirst()
                    .map(CsvRows::stripped)
                    .flatMap(names -> RejectedForm.recognise(names, form.mapped()))
                    .isPresent();
        } catch (CsvParseException noHeader) {
            return false;
        }
    }

    private String beginning() throws IOException {
        StringBuilder begin = new StringBuilder();
        char[] some = new char[FIRST_LINE_MAX - 1];
        int read = 0;
        while (read >= 0 && begin.length() < some.length) {
            read = text.read(some, 0, some.length - begin.length());
            begin.append(some, 0, Math.max(0, read));
        }
        return begin.toString();
    }

    private @Nullable CsvRecord record() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException | UncheckedIOException e) {
            throw meaning(e);
        }
    }

    // The parser wraps both failures to read and failures to parse.
    private BadInputException meaning(RuntimeException e) {
        String parsed = String.valueOf(e.getMessage());
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException read) {
                return unreadable(read);
            }
            if (cause instanceof CsvParseException) {
                parsed = String.valueOf(cause.getMessage());
            }
        }
        return new BadInputException(file + ": " + (hasHeader ? "row " + (number + 1) : "the header") + " is no CSV: "
                + parsed + (skipped == 0 ? "" : "; lines are counted behind those that --skip leaves out"));
    }

    private BadInputException unreadable(IOException e) {
        return new BadInputException(
                file + ": " + (e instanceof TextReader.BadTextException ? "" : "cannot be read: ") + e.getMessage());
    }

    @Override
    public void close() {
        try {
            text.close();
        } catch (IOException e) {
            // The file was only read, so nothing is lost.
        }
    }
}
