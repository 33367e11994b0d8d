package io.ledgeractors.cli.imports;

import io.ledgeractors.cli.BadInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The columns of a file, without those that are ignored. Immutable. */
final class CsvHeader {
    private static final int SHOWN_MAX = 40;
    private static final int LENGTH_MAX = 200;

    private final List<String> names;
    private final Set<Integer> ignored = new LinkedHashSet<>();

    /**
     * Finds the ignored columns.
     *
     * @throws BadInputException if one of them does not exist
     */
    CsvHeader(List<String> names, List<String> ignored) {
        this.names = names;
        for (String text : ignored) {
            List<Integer> one = find(text.strip());
            if (one.isEmpty()) {
                Quoted.split(text).forEach(name -> this.ignored.addAll(ignorable(name)));
            } else {
                this.ignored.addAll(one);
            }
        }
    }

    /** Returns true if there is a column with this name that is not ignored. */
    boolean has(String name) {
        return !places(name).isEmpty();
    }

    /**
     * Returns the place of the column with the name of a field, from 0.
     *
     * @throws BadInputException if there are two such columns
     */
    int taken(String name, Field field) {
        List<Integer> places = places(name);
        if (places.size() > 1) {
            String numbers = places.stream().map(place -> "#" + (place + 1)).collect(Collectors.joining(" and "));
            throw new BadInputException("the column '" + name + "' stands twice, as " + numbers
                    + ": name one of them, such"
                    + " as --mapping " + field.wireName() + "=#" + (places.get(0) + 1) + ", or leave one out, such as"
                    + " --ignore #" + (places.get(1) + 1));
        }
        return places.get(0);
    }

    /**
     * Returns the place of the column that a field is mapped to, from 0.
     *
     * @throws BadInputException if the column is missing, ignored or there twice
     */
    int mapped(String column, Field field) {
        List<Integer> found = find(column);
        if (found.isEmpty()) {
            throw new BadInputException(
                    "the file has no column '" + column + "' for " + field.wireName() + "; it has " + this);
        }
        if (ignored.containsAll(found)) {
            throw new BadInputException("the column '" + column + "' is ignored, but --mapping takes it for "
                    + field.wireName() + "; leave one of the two out");
        }
        return names.contains(column) ? taken(column, field) : found.get(0);
    }

    /**
     * Returns the number of columns that count. Columns without a name at the end, which spreadsheets write, do not.
     *
     * @param taken places of the columns that fields use; these count, and so do columns ignored by their number
     */
    int width(Collection<Integer> taken) {
        int width = names.size();
        while (width > 0
                && names.get(width - 1).isEmpty()
                && !taken.contains(width - 1)
                && !ignored.contains(width - 1)) {
            width--;
        }
        return width;
    }

    /** Returns the names and a hint, for messages about a missing column. */
    @Override
    public String toString() {
        String shown = names.stream()
                .limit(SHOWN_MAX)
                .map(name -> name.length() > LENGTH_MAX ? name.substring(0, LENGTH_MAX) + "..." : name)
                .collect(Collectors.joining(", "));
        String more = names.size() > SHOWN_MAX ? ", and " + (names.size() - SHOWN_MAX) + " more" : "";
        return shown + more + hint();
    }

    private String hint() {
        if (names.size() == 1) {
            return " (only one column: --separator names another separator, --skip N leaves out lines above the"
                    + " header)";
        }
        return names.contains("") ? " (some without a name: --skip N leaves out lines above the header)" : "";
    }

    private List<Integer> ignorable(String name) {
        List<Integer> found = find(name);
        if (found.isEmpty()) {
            throw new BadInputException("the file has no column '" + name + "' to ignore; it has " + this);
        }
        return found;
    }

    private List<Integer> places(String name) {
        List<Integer> places = new ArrayList<>(find(name));
        places.removeAll(ignored);
        return places;
    }

    // Names come first, because a column may be called #1.
    private List<Integer> find(String text) {
        List<Integer> places = IntStream.range(0, names.size())
                .filter(i -> names.get(i).equals(text))
                .boxed()
                .toList();
        boolean isNumber = text.startsWith("#") && text.length() <= 6 && Digits.areAll(text.substring(1));
        if (!places.isEmpty() || !isNumber) {
            return places;
        }
        int place = Integer.parseInt(text.substring(1)) - 1;
        return place >= 0 && place < names.size() ? List.of(place) : List.of();
    }
}
