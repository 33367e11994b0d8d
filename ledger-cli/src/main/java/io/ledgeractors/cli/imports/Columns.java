package io.ledgeractors.cli.imports;

import io.ledgeractors.model.UInt128;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads the fields of rows. Immutable. A wrong row throws an {@link IllegalArgumentException} that says why. */
final class Columns {
    private static final long NANOS = 1_000_000_000L;

    private final int width;
    private final int named;
    private final Map<Field, Integer> places;
    private final Map<Field, String> values;
    private final AmountForm amounts;

    /**
     * Creates a reader of rows.
     *
     * @param width number of columns in the header
     * @param named number of columns that count; the columns after them have no names, and must have no values
     * @param places the column of each field that rows hold, from 0
     * @param values the value of each field that is the same in all rows
     * @param amounts the notation of amounts
     */
    Columns(int width, int named, Map<Field, Integer> places, Map<Field, String> values, AmountForm amounts) {
        this.width = width;
        this.named = named;
        this.places = new EnumMap<>(places);
        this.values = Map.copyOf(values);
        this.amounts = amounts;
    }

    /** Returns the number of columns in the header. */
    int width() {
        return width;
    }

    /** Returns the number of fields in a row. Blank fields at its end count only up to the width of the header. */
    static int widthOf(List<String> row, int width) {
        int end = row.size();
        while (end > width && row.get(end - 1).isBlank()) {
            end--;
        }
        return end;
    }

    /**
     * Checks that the row has as many fields as the header. An unquoted amount with a comma would make two fields, and
     * a line that was cut off has too few. Columns that no field uses may be missing at the end. A separator at the end
     * of the header makes a column without a name, which must not hide such a second field.
     */
    void requireWidth(List<String> row) {
        int has = widthOf(row, width);
        if (has > width) {
            throw new IllegalArgumentException(has + " fields instead of " + width);
        }
        int used = widthOf(row, named);
        if (used > named) {
            throw new IllegalArgumentException(
                    used + " fields instead of " + named + ": the column #" + used + " has no name");
        }
        places.forEach((field, place) -> {
            if (place >= row.size()) {
                throw new IllegalArgumentException(
                        has + " fields instead of " + width + ": " + field.wireName() + " is missing");
            }
        });
    }

    /**
     * Returns the rows that this row would be if its amount had been split at unquoted commas: two or more pieces are
     * joined, and the fields after them move to the left.
     *
     * @return empty if the amount cannot have been split, because the row has no field beyond the header or because a
     *     piece does not begin with a digit
     */
    List<List<String>> withJoinedAmount(List<String> row) {
        List<List<String>> all = new ArrayList<>();
        Integer place = places.get(Field.AMOUNT);
        List<String> joined = new ArrayList<>(row);
        while (place != null && joined.size() > width && maySplit(joined, place)) {
            String rest = joined.remove(place + 1).strip();
            joined.set(place, joined.get(place).strip() + rest);
            all.add(List.copyOf(joined));
        }
        return all;
    }

    // The last piece of an amount may have decimals, such as 560.00.
    private static boolean maySplit(List<String> row, int place) {
        String rest = row.get(place + 1).strip();
        return Digits.areAll(row.get(place).strip()) && !rest.isEmpty() && Digits.areAll(rest.substring(0, 1));
    }

    /** Checks that the row has a value for a field. */
    void require(List<String> row, Field field) {
        if (text(row, field).isEmpty()) {
            throw new IllegalArgumentException(field.wireName() + " is missing");
        }
    }

    /**
     * Checks the values that are the same in all rows, because a wrong one would reject every row.
     *
     * @param flags the known flags by name
     */
    void checkValues(Map<String, Integer> flags) {
        List<String> none = List.of();
        values.forEach((field, value) -> {
            require(none, field);
            switch (field) {
                case ID -> throw new IllegalArgumentException("id is not the same in all rows");
                case AMOUNT -> amount(none);
                case USER_DATA_64 -> u64(none, field);
                case USER_DATA_32, TIMEOUT, LEDGER -> u32(none, field);
                case CODE -> u16(none, field);
                case FLAGS -> flags(none, flags);
                case TIMESTAMP -> timestamp(none);
                case DEBIT_ACCOUNT_ID, CREDIT_ACCOUNT_ID, PENDING_ID, USER_DATA_128 -> u128(none, field);
            }
        });
    }

    /** Returns the amount; 0 if the row has none. */
    UInt128 amount(List<String> row) {
        String text = text(row, Field.AMOUNT);
        try {
            return text.isEmpty() ? UInt128.ZERO : amounts.read(text);
        } catch (IllegalArgumentException e) {
            throw wrong(Field.AMOUNT, text, amounts.wanted());
        }
    }

    /** Returns true if rows have a value for this field. */
    boolean has(Field field) {
        return places.containsKey(field) || values.containsKey(field);
    }

    UInt128 u128(List<String> row, Field field) {
        String text = text(row, field);
        try {
            return text.isEmpty() ? UInt128.ZERO : UInt128.parse(text);
        } catch (IllegalArgumentException e) {
            throw wrong(field, text, "a whole number below 2^128");
        }
    }

    long u64(List<String> row, Field field) {
        String text = text(row, field);
        try {
            return text.isEmpty() ? 0 : Long.parseUnsignedLong(digits(text));
        } catch (NumberFormatException e) {
            throw wrong(field, text, "a whole number below 2^64");
        }
    }

    int u32(List<String> row, Field field) {
        String text = text(row, field);
        try {
            return text.isEmpty() ? 0 : Integer.parseUnsignedInt(digits(text));
        } catch (NumberFormatException e) {
            throw wrong(field, text, "a whole number below 2^32");
        }
    }

    int u16(List<String> row, Field field) {
        String text = text(row, field);
        try {
            int number = text.isEmpty() ? 0 : Integer.parseInt(digits(text));
            if (number <= 0xffff) {
                return number;
            }
        } catch (NumberFormatException e) {
            // The exception below reports this case and numbers that are out of range.
        }
        throw wrong(field, text, "a whole number below 65536");
    }

    /** Returns flags written as a number, or as names out of {@code flags} with | between them; 0 if there are none. */
    int flags(List<String> row, Map<String, Integer> flags) {
        String text = text(row, Field.FLAGS);
        if (text.isEmpty() || Digits.areAll(text)) {
            return u16(row, Field.FLAGS);
        }
        int all = 0;
        for (String name : text.split("\\|", -1)) {
            Integer flag = flags.get(name.strip());
            if (flag == null) {
                throw wrong(Field.FLAGS, text, "a number or names out of " + new TreeSet<>(flags.keySet()));
            }
            all |= flag;
        }
        return all;
    }

    /** Returns ns since 1970, which may be written as an ISO instant; 0 if the row has no timestamp. */
    long timestamp(List<String> row) {
        String text = text(row, Field.TIMESTAMP);
        try {
            if (text.isEmpty()) {
                return 0;
            }
            long timestamp = Digits.areAll(text) ? Long.parseLong(text) : nanos(Instant.parse(text));
            if (timestamp > 0) {
                return timestamp;
            }
        } catch (NumberFormatException | DateTimeException | ArithmeticException e) {
            // The exception below reports this case and times that are out of range.
        }
        throw wrong(
                Field.TIMESTAMP,
                text,
                "a number of ns since 1970 or such as 2024-02-29T12:00:00.5Z, after 1970 and before 2262");
    }

    private static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
    }

    private static String digits(String text) {
        if (!Digits.areAll(text)) {
            throw new NumberFormatException(text);
        }
        return text;
    }

    private String text(List<String> row, Field field) {
        Integer place = places.get(field);
        if (place == null) {
            return values.getOrDefault(field, "").strip();
        }
        return place < row.size() ? row.get(place).strip() : "";
    }

    private static IllegalArgumentException wrong(Field field, String text, String instead) {
        return new IllegalArgumentException(field.wireName() + " '" + text + "' is not " + instead);
    }
}
