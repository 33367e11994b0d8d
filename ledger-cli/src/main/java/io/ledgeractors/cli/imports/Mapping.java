package io.ledgeractors.cli.imports;

import io.ledgeractors.cli.BadInputException;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which column, or which value for all rows, is which field. A column that has the name of a field needs no mention,
 * and is
 * left out if it is ignored. A column is named by its name, or by {@code #N} for the Nth one, from 1. Immutable.
 *
 * @param columns field to column
 * @param values field to a value for all rows
 * @param ignored columns that no field takes; one entry can list several with commas between them
 * @param amounts how amounts are written
 */
public record Mapping(Map<Field, String> columns, Map<Field, String> values, List<String> ignored, AmountForm amounts) {
    private static final int LINKED = 1;

    /** Copies the maps. */
    public Mapping {
        columns = Map.copyOf(columns);
        values = Map.copyOf(values);
        ignored = List.copyOf(ignored);
    }

    /** Nothing is ignored, and amounts are whole numbers. */
    public Mapping(Map<Field, String> columns, Map<Field, String> values) {
        this(columns, values, List.of(), AmountForm.WHOLE);
    }

    /**
     * The rows' values, once the header is known.
     *
     * @throws BadInputException if a column is missing or stands twice, a field is given twice, or not known, a value
     * for all
     *     rows is none that a row can have, or a field that is needed is not given
     */
    Columns over(List<String> header, RowKind kind) {
        CsvHeader names = new CsvHeader(header, ignored);
        Map<Field, Integer> places = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            boolean isValue = values.containsKey(field);
            String column = columns.get(field);
            if ((isValue || column != null) && !kind.has(field)) {
                throw new BadInputException(kind.name().toLowerCase(Locale.ROOT) + " have no " + field.wireName());
            }
            if (isValue && column != null) {
                throw new BadInputException(field.wireName() + " is given twice, as a column and as a value");
            }
            if (column != null) {
                places.put(field, names.mapped(column, field));
            } else if (!isValue && kind.has(field) && names.has(field.wireName())) {
                places.put(field, names.taken(field.wireName(), field));
            } else if (!isValue && kind.required().contains(field)) {
                throw new BadInputException("nothing says what is " + field.wireName() + ": --mapping "
                        + field.wireName() + "=COLUMN or --set " + field.wireName() + "=VALUE; the columns are "
                        + names);
            }
        }
        Columns result = new Columns(header.size(), names.width(places.values()), places, values, amounts);
        check(result, kind);
        return result;
    }

    /** The columns that fields are mapped to. */
    Set<String> mapped() {
        return new HashSet<>(columns.values());
    }

    /** The same for the same mapping. */
    String fingerprint() {
        return new TreeMap<>(columns) + " " + new TreeMap<>(values) + " " + ignored + " " + amounts;
    }

    private void check(Columns read, RowKind kind) {
        Map<String, Integer> flags = kind == RowKind.ACCOUNTS ? AccountRows.FLAGS : TransferRows.FLAGS;
        try {
            read.checkValues(flags);
        } catch (IllegalArgumentException e) {
            throw new BadInputException("--set: " + e.getMessage());
        }
        if (values.containsKey(Field.FLAGS) && (read.flags(List.of(), flags) & LINKED) != 0) {
            throw new BadInputException("--set: the flag linked is not for rows, which are written each on its own");
        }
        boolean isHistory = read.has(Field.TIMESTAMP);
        if (isHistory && values.containsKey(Field.TIMEOUT) && read.u32(List.of(), Field.TIMEOUT) != 0) {
            throw new BadInputException("--set: a transfer with a timestamp of its own has no timeout");
        }
    }
}
