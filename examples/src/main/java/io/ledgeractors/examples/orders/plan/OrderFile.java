package io.ledgeractors.examples.orders.plan;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.ledgeractors.cli.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of standing orders. The file is in UTF-8 with semicolons and optional quotes, and its first line names
 * the columns {@code order_id;account_id;bank_to;account_to;amount;k_symbol}. One wrong line makes the whole file
 * invalid.
 */
public final class OrderFile {
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private OrderFile() {}

    /**
     * Reads the file.
     *
     * @throws BadInputException if there is no such file or a line is wrong; the message is one line with file and line
     *     number
     */
    public static OrderBook read(Path file) {
        String name = file.toString();
        if (!Files.exists(file)) {
            throw new BadInputException(name + ": no such file");
        }
        if (Files.isDirectory(file)) {
            throw new BadInputException(name + ": is a directory, not a file of orders");
        }
        try (Reader reader = open(file)) {
            return read(reader, name);
        } catch (IOException e) {
            throw new BadInputException(name + ": cannot be read: " + e.getMessage());
        }
    }

    /**
     * Reads the orders from {@code reader}.
     *
     * @param name the name of the file in messages
     * @throws BadInputException if a line is wrong
     */
    public static OrderBook read(Reader reader, String name) {
        OrderRows rows = new OrderRows(name);
        long line = 0;
        try {
            Iterator<CsvRecord> records = csv(withoutByteOrderMark(reader)).iterator();
            while (records.hasNext()) {
                CsvRecord row = records.next();
                line = row.getStartingLineNumber();
                rows.add(row.getFields(), line);
            }
        } catch (UncheckedIOException | IOException e) {
            throw unreadable(name, line + 1, e);
        } catch (CsvParseException e) {
            throw malformed(name, line + 1, e);
        }
        return rows.finish();
    }

    private static CsvReader<CsvRecord> csv(Reader reader) {
        return CsvReader.builder()
                .fieldSeparator(';')
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .skipEmptyLines(true)
                .ofCsvRecord(reader);
    }

    private static Reader open(Path file) throws IOException {
        return new InputStreamReader(
                Files.newInputStream(file),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static Reader withoutByteOrderMark(Reader reader) throws IOException {
        BufferedReader buffered = new BufferedReader(reader);
        buffered.mark(1);
        if (buffered.read() != BYTE_ORDER_MARK) {
            buffered.reset();
        }
        return buffered;
    }

    private static BadInputException unreadable(String name, long line, Exception e) {
        return causedBy(e, CharacterCodingException.class)
                ? new BadInputException(
                        name + ":" + line + ": here or further down is something that is not UTF-8 text")
                : new BadInputException(name + ":" + line + ": cannot be read: " + e.getMessage());
    }

    private static BadInputException malformed(String name, long line, CsvParseException e) {
        if (causedBy(e, IOException.class)) {
            return unreadable(name, line, e);
        }
        return new BadInputException(name + ":" + line + ": here or further down a quote is not closed, or followed"
                + " by something else than a semicolon");
    }

    private static boolean causedBy(Throwable e, Class<? extends Throwable> type) {
        for (@Nullable Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
