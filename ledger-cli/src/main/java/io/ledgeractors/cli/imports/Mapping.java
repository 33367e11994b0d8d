package io.ledgeractors.cli.imports;

import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.TransferFlags;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Maps fields to columns, or to a value for all rows. A column with the name of a field is mapped to it unless it is
 * ignored. A column is given by its name, or by {@code #N} for the Nth column, counted from 1. Immutable.
 *
 * @param columns the column of each field
 * @param values the value of each field that is the same in all rows
 * @param ignored columns that no field uses; one entry may list several columns with commas between them
 * @param amounts the notation of amounts
 */
public record Mapping(Map<Field, String> columns, Map<Field, String> values, List<String> ignored, AmountForm amounts) {

    /** Copies the maps. */
    public Mapping {
        columns = Map.copyOf(columns);
        values = Map.copyOf(values);
        ignored = List.copyOf(ignored);
    }

    /** Creates a mapping that ignores no column and reads amounts as whole numbers. */
    public Mapping(Map<Field, String> columns, Map<Field, String> values) {
        this(columns, values, List.of(), AmountForm.WHOLE);
    }

    /**
     * Applies the mapping to a header.
     *
     * @return the reader of rows
     * @throws BadInputException if a column is missing or there twice, if a field is given twice, unknown, or required
     *     and not given, or if a value for all rows is not valid for its field
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
                throw new BadInputException(field.wireName() + " is missing: name its column with --mapping "
                        + field.wireName() + "=COLUMN, or set a value for all rows with --set " + field.wireName()
                        + "=VALUE; the columns are " + names
                        + (field == Field.DEBIT_ACCOUNT_ID ? ". If the rows are accounts, add --as accounts" : ""));
            }
        }
        Columns result = new Columns(header.size(), names.width(places.values()), places, values, amounts);
        check(result, kind);
        return result;
    }

    /** Returns the names of the columns that fields are mapped to. */
    Set<String> mapped() {
        return new HashSet<>(columns.values());
    }

    /** Returns a text that is equal for equal mappings and differs for others. */
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
        if (values.containsKey(Field.FLAGS) && (read.flags(List.of(), flags) & TransferFlags.LINKED) != 0) {
            throw new BadInputException("--set: the flag linked is not for rows, which are written each on its own");
        }
        boolean isHistory = read.has(Field.TIMESTAMP);
        int imported = kind == RowKind.ACCOUNTS ? AccountFlags.IMPORTED : TransferFlags.IMPORTED;
        if (!isHistory && values.containsKey(Field.FLAGS) && (read.flags(List.of(), flags) & imported) != 0) {
            throw new BadInputException(
                    "--set: the flag imported needs a timestamp in each row; --mapping timestamp=COLUMN");
        }
        if (isHistory && values.containsKey(Field.TIMEOUT) && read.u32(List.of(), Field.TIMEOUT) != 0) {
            throw new BadInputException("--set: a transfer with a timestamp of its own has no timeout");
        }
    }
}
