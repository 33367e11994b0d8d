package io.ledgeractors.cli.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the file of rejected rows is laid out, so that it can be imported unchanged: the columns of the input, then the
 * row's
 * number and the reason in columns of their own. A row that is too short is padded, and its reason says so. What a
 * row has
 * beyond the columns comes behind the reason. Immutable.
 *
 * @param columns names of the input's columns
 * @param rowName name of the column for the row's number
 * @param reasonName name of the column for the reason
 */
record RejectedForm(List<String> columns, String rowName, String reasonName) {
    private static final int PAIR = 2;
    private static final Pattern SHORT = Pattern.compile("^(\\d{1,6}) fields instead of (\\d{1,6}).*", Pattern.DOTALL);
    private static final Pattern HEADER_END = Pattern.compile("(?:rejected_)?(row\\d*)(.)(?:rejected_)?(reason\\d*)$");

    /** The form for an input with these columns; the names of the two columns are new ones. */
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
     * The form of a file of rejected rows that is imported; empty if this is the header of another file.
     *
     * @param mapped names of columns that fields are mapped to; a column among them is data, whatever its name is
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

    /** True if a line looks like the header of a file of rejected rows. */
    static boolean isHeader(String line, char separator) {
        Matcher end = HEADER_END.matcher(line);
        return end.find()
                && end.start() > 0
                && line.charAt(end.start() - 1) == separator
                && end.group(2).charAt(0) == separator;
    }

    /** The header of the file. */
    List<String> header() {
        return line(columns, rowName, reasonName);
    }

    /** The line of a rejected row. */
    List<String> line(Row row, String reason) {
        return line(row.fields(), String.valueOf(row.number()), reason);
    }

    /** The fields of the input's row from a line of this file. */
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

    /** Why the row of a line of this file was rejected. */
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

    // A person who filled the missing fields in has made the row whole, whatever the reason still says.
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
