package io.ledgeractors.cli.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The layout of the file of rejected rows, which can be imported unchanged: the columns of the input, then a column for
 * the number of the row and a column for the reason. A row that is too short is padded, and its reason says so. Fields
 * of a row beyond the columns follow the reason. Immutable.
 *
 * @param columns names of the columns of the input
 * @param rowName name of the column for the number of the row
 * @param reasonName name of the column for the reason
 */
record RejectedForm(List<String> columns, String rowName, String reasonName) {
    private static final int PAIR = 2;
    private static final Pattern SHORT = Pattern.compile("^(\\d{1,6}) fields instead of (\\d{1,6}).*", Pattern.DOTALL);
    private static final Pattern HEADER_END = Pattern.compile("(?:rejected_)?(row\\d*)(.)(?:rejected_)?(reason\\d*)$");

    /**
     * Returns the layout for an input with these columns. The two added columns get names that the input does not have.
     */
    static RejectedForm of(List<String> columns) {
        for (int number = 0; ; number++) {
            String prefix = number == 0 ? "" : "rejected_";
            String suffix = number < PAIR ? "" : String.valueOf(number);
            String row = prefix + "row" + suffix;
            String reason = prefix + "reason" + suffix;
            if (!columns.contains(row) && !columns.contains(reason)) {
                return new RejectedForm(List.copyOf(columns), row, reason);
            }
        }
    }

    /**
     * Recognises the header of a file of rejected rows.
     *
     * @param mapped names of the columns that fields are mapped to; such a column is data, whatever its name is
     * @return empty if this is the header of another file
     */
    static Optional<RejectedForm> recognise(List<String> header, Collection<String> mapped) {
        int width = header.size() - PAIR;
        if (width < 1) {
            return Optional.empty();
        }
        RejectedForm form =
                of(header.subList(0, width).stream().map(Formulas::original).toList());
        List<String> end = header.subList(width, header.size());
        boolean isOurs = end.equals(List.of(form.rowName, form.reasonName))
                && end.stream().noneMatch(mapped::contains);
        return isOurs ? Optional.of(form) : Optional.empty();
    }

    /** Returns true if a line looks like the header of a file of rejected rows. */
    static boolean isHeader(String line, char separator) {
        Matcher end = HEADER_END.matcher(line);
        return end.find()
                && end.start() > 0
                && line.charAt(end.start() - 1) == separator
                && end.group(2).charAt(0) == separator;
    }

    /** Returns the header of the file. */
    List<String> header() {
        return line(columns, rowName, reasonName);
    }

    /** Returns the line of a rejected row. */
    List<String> line(Row row, String reason) {
        return line(row.fields(), String.valueOf(row.number()), reason);
    }

    /** Returns the fields of the original row from a line of this file. */
    List<String> fields(List<String> line) {
        int width = columns.size();
        List<String> fields = new ArrayList<>(line.size());
        for (int i = 0; i < line.size(); i++) {
            if (i < width || i >= width + PAIR) {
                fields.add(Formulas.original(line.get(i)));
            }
        }
        return isPadded(line) ? fields.subList(0, shortWidth(line)) : fields;
    }

    /** Returns the reason in a line of this file; empty if there is none. */
    String reason(List<String> line) {
        return line.size() < columns.size() + PAIR ? "" : line.get(columns.size() + 1);
    }

    private List<String> line(List<String> fields, String number, String reason) {
        int width = columns.size();
        List<String> line = new ArrayList<>(fields.size() + PAIR);
        for (int i = 0; i < width; i++) {
            line.add(i < fields.size() ? Formulas.neutral(fields.get(i)) : "");
        }
        line.add(number);
        line.add(reason);
        for (int i = width; i < fields.size(); i++) {
            line.add(Formulas.neutral(fields.get(i)));
        }
        return line;
    }

    // A row whose missing fields have been filled in is whole, although the reason still says that it is short.
    private boolean isPadded(List<String> line) {
        int from = shortWidth(line);
        return from < columns.size()
                && line.subList(from, columns.size()).stream().allMatch(String::isBlank);
    }

    private int shortWidth(List<String> line) {
        int width = columns.size();
        Matcher reason = SHORT.matcher(reason(line));
        return reason.matches() && Integer.parseInt(reason.group(2)) == width
                ? Math.min(width, Integer.parseInt(reason.group(1)))
                : width;
    }
}
