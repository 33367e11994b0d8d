package io.ledgeractors.examples.imports;

import io.ledgeractors.examples.orders.BadInputException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which column, or which value for all rows, is which field. A column that has the name of a field needs no mention.
 * Immutable.
 *
 * @param columns field to name of a column
 * @param values field to a value for all rows
 */
public record Mapping(Map<Field, String> columns, Map<Field, String> values) {
    /** Copies the maps. */
    public Mapping {
        columns = Map.copyOf(columns);
        values = Map.copyOf(values);
    }

    /**
     * The rows' values, once the header is known.
     *
     * @throws BadInputException if a column is missing, a field is given twice, or not known, or one that is needed is
     *     not given
     */
    Columns over(List<String> header, RowKind kind) {
        Map<Field, Integer> places = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            boolean isValue = values.containsKey(field);
            boolean isMapped = columns.containsKey(field);
            if ((isValue || isMapped) && !kind.has(field)) {
                throw new BadInputException(kind.name().toLowerCase(Locale.ROOT) + " have no " + field.wireName());
            }
            if (isValue && isMapped) {
                throw new BadInputException(field.wireName() + " is given twice, as a column and as a value");
            }
            int place = header.indexOf(columns.getOrDefault(field, field.wireName()));
            if (isMapped && place < 0) {
                throw new BadInputException("the file has no column '" + columns.get(field) + "' for "
                        + field.wireName() + "; it has " + String.join(", ", header));
            }
            if (!isValue && place >= 0 && kind.has(field)) {
                places.put(field, place);
            } else if (!isValue && kind.required().contains(field)) {
                throw new BadInputException("nothing says what is " + field.wireName() + ": --mapping "
                        + field.wireName() + "=COLUMN or --set " + field.wireName() + "=VALUE; the columns are "
                        + String.join(", ", header));
            }
        }
        return new Columns(places, values);
    }

    /** The same for the same mapping. */
    String fingerprint() {
        return new TreeMap<>(columns) + " " + new TreeMap<>(values);
    }
}
