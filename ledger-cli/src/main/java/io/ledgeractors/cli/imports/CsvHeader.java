package io.ledgeractors.cli.imports;

import io.ledgeractors.cli.BadInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The columns of a file and which of them are ignored. Immutable. */
final class CsvHeader {
    private static final int SHOWN_MAX = 40;
    private static final int LENGTH_MAX = 200;

    private final List<String> names;
    private final Set<Integer> ignored = new LinkedHashSet<>();

    /**
     * Finds the ignored columns.
     *
     * @throws BadInputException if one of them is not there
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

    /** True if there is a column of this name that is not ignored. */
    boolean has(String name) {
        return !places(name).isEmpty();
    }

    /**
     * The place of the column with the name of a field.
     *
     * @throws BadInputException if it stands twice
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
     * The place of a column that a field is mapped to.
     *
     * @throws BadInputException if it is missing, ignored or stands twice
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
     * How many columns count. Those at the end that have no name, such as a spreadsheet writes them, do not.
     *
     * @param taken places that fields take; these count, and so do those that are ignored by their number
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

    /** The names, for messages about one that is missing, and what else may be the cause. */
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
            return " (only one column: --separator names another separator, --skip N leaves out lines above the header)";
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

    // By name first: a column may well be called #1.
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
