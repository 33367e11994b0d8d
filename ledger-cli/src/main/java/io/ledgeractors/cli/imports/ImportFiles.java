package io.ledgeractors.cli.imports;

import com.typesafe.config.Config;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.FileTrouble;
import io.ledgeractors.cli.files.OutputFile;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that an import writes. It overwrites only files of the same import, which it recognises by their content.
 * Immutable.
 *
 * @param rejected real path of the file of rejected rows
 * @param state real path of the state
 */
record ImportFiles(Path rejected, Path state) {
    private static final String REJECTED = "--rejected";
    private static final String STATE = "--state";
    private static final int ROW_DIGITS_MAX = 15;

    /**
     * Resolves and checks the files.
     *
     * @throws BadInputException if one of them may not be written to, or is the same as the input or the other file,
     *     also through links
     */
    static ImportFiles of(ImportPlan plan, Config config) {
        Path rejected = OutputFile.real(REJECTED, plan.rejected(), config);
        Path state = OutputFile.real(STATE, plan.state(), config);
        Path draft = OutputFile.real(STATE, ImportState.draft(state), config);
        try {
            requireOther(REJECTED, rejected, plan.file(), "the file that is imported");
            requireOther(STATE, state, plan.file(), "the file that is imported");
            requireOther(STATE, draft, plan.file(), "the file that is imported");
            requireOther(STATE, state, rejected, "the file of rejected rows");
            requireOther(STATE, draft, rejected, "the file of rejected rows");
            if (Files.exists(draft) && !ImportState.isDraft(draft)) {
                throw new BadInputException(draft + ": is needed for the state, but is not the state of an import;"
                        + " move it away, or name another state with --state");
            }
        } catch (IOException e) {
            throw new BadInputException("the file of rejected rows or the state cannot be used: " + FileTrouble.of(e));
        }
        return new ImportFiles(rejected, state);
    }

    /**
     * Checks that an existing file of rejected rows belongs to an earlier run of this import.
     *
     * @param earlier the state of that run; null if there is none
     * @throws BadInputException if the file belongs to something else
     */
    void checkRejected(ImportPlan plan, RejectedForm form, @Nullable ImportState earlier, String identity) {
        byte[] header = RejectedRows.header(plan.separator(), form);
        try {
            if (!Files.exists(rejected) || isTornHeader(header)) {
                return;
            }
            boolean isKnown = earlier != null
                    && earlier.identity().equals(identity)
                    && earlier.rejectedFile().equals(rejected.toString());
            if (!begins(header) || !(isKnown || hasRowsOf(plan, form))) {
                throw new BadInputException(
                        plan.rejected() + ": is not the file of rejected rows of this import, and is"
                                + " left as it is; move it away, or name another with --rejected");
            }
        } catch (IOException e) {
            throw new BadInputException(plan.rejected() + ": cannot be read: " + FileTrouble.of(e));
        }
    }

    /**
     * Checks that the file of rejected rows still begins with what an earlier run wrote. To continue in another file
     * would cut it in the middle of a row.
     *
     * @throws BadInputException if the file has changed
     */
    void requireRejectedOf(ImportState earlier) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(rejected))) {
            if (earlier.rejectedBytes() > 0 && lines(in, earlier.rejectedBytes()) != earlier.rejected() + 1) {
                throw new BadInputException(rejected + ": has changed since the import stopped behind row "
                        + earlier.row() + ", and is left as it is; move it away, then the import begins with the first"
                        + " row, and rows that are in the ledger count as existed");
            }
        } catch (IOException e) {
            throw new BadInputException(rejected + ": cannot be read: " + FileTrouble.of(e));
        }
    }

    // Returns how many lines end within so many bytes; -1 if the last of them ends later. Fields in quotes may hold
    // line breaks.
    private static long lines(InputStream in, long bytes) throws IOException {
        long lines = 0;
        boolean isQuoted = false;
        int last = '\n';
        for (long at = 0; at < bytes; at++) {
            last = in.read();
            isQuoted ^= last == '"';
            lines += last == '\n' && !isQuoted ? 1 : 0;
        }
        return last == '\n' && !isQuoted ? lines : -1;
    }

    private static void requireOther(String option, Path file, Path other, String name) throws IOException {
        boolean isSame = file.equals(other.toAbsolutePath().normalize())
                || (Files.exists(file) && Files.exists(other) && Files.isSameFile(file, other));
        if (isSame) {
            throw new BadInputException(option + " " + file + ": is " + name + "; name another file");
        }
    }

    // Such a file remains of a run that was killed before it rejected anything.
    private boolean isTornHeader(byte[] header) throws IOException {
        long size = Files.size(rejected);
        return size <= header.length && Arrays.equals(beginning(size), Arrays.copyOf(header, (int) size));
    }

    private boolean begins(byte[] header) throws IOException {
        return Arrays.equals(beginning(header.length), header);
    }

    private byte[] beginning(long length) throws IOException {
        try (InputStream in = Files.newInputStream(rejected)) {
            return in.readNBytes((int) length);
        }
    }

    // Without a state, every line must be a row of the input as this import would write it.
    private boolean hasRowsOf(ImportPlan plan, RejectedForm form) throws IOException {
        try (CsvReader<CsvRecord> lines = CsvReader.builder()
                        .fieldSeparator(plan.separator())
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(rejected);
                CsvRows rows = new CsvRows(plan.file(), plan.csv())) {
            return lines.stream().skip(1).allMatch(line -> isRow(rows, form, line));
        } catch (CsvParseException | UncheckedIOException e) {
            return false;
        }
    }

    private static boolean isRow(CsvRows rows, RejectedForm form, CsvRecord line) {
        List<String> fields = line.getFields();
        int width = form.columns().size();
        if (fields.size() < width + 2
                || fields.get(width).length() > ROW_DIGITS_MAX
                || !Digits.areAll(fields.get(width))) {
            return false;
        }
        long number = Long.parseLong(fields.get(width));
        if (!rows.skipTo(number - 1).hasNext()) {
            return false;
        }
        Row row = rows.next();
        return row.number() == number && form.line(row, fields.get(width + 1)).equals(fields);
    }
}
