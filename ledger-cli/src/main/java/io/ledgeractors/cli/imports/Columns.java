package io.ledgeractors.cli.imports;

import io.ledgeractors.model.UInt128;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the fields of rows. Immutable. What is wrong with a row is an {@link IllegalArgumentException}. */
final class Columns {
    private static final long NANOS = 1_000_000_000L;

    private final int width;
    private final int named;
    private final Map<Field, Integer> places;
    private final Map<Field, String> values;
    private final AmountForm amounts;

    /**
     * Fields at their places.
     *
     * @param width how many columns the header has
     * @param named how many of them count: those behind have no names and no values
     * @param places of the fields that rows give
     * @param values of the fields that are the same in all rows
     * @param amounts how amounts are written
     */
    Columns(int width, int named, Map<Field, Integer> places, Map<Field, String> values, AmountForm amounts) {
        this.width = width;
        this.named = named;
        this.places = new EnumMap<>(places);
        this.values = Map.copyOf(values);
        this.amounts = amounts;
    }

    /** How many columns the header has. */
    int width() {
        return width;
    }

    /** How many fields a row has; empty ones at the end count up to the width of the header only. */
    static int widthOf(List<String> row, int width) {
        int end = row.size();
        while (end > width && row.get(end - 1).isBlank()) {
            end--;
        }
        return end;
    }

    /**
     * Checks that the row has as many fields as the header: an amount with a comma that nobody quoted makes two
     * fields, and
     * a line that was cut has too few. Columns that no field takes may be missing at the end. A separator at the end of
     * the header makes a column without a name, which must not hide such a second field.
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
     * The row as it would be if its amount had been split at a comma that nobody quoted: the amount is one field, and
     * what is behind it is one place to the left. Empty if the row has no blank field beyond the header, which such a split
     * makes of a blank last column, or no digits behind the amount.
     */
    Optional<List<String>> withJoinedAmount(List<String> row) {
        Integer place = places.get(Field.AMOUNT);
        if (place == null || row.size() <= width) {
            return Optional.empty();
        }
        String whole = row.get(place).strip();
        String rest = row.get(place + 1).strip();
        if (!Digits.areAll(whole) || !Digits.areAll(rest)) {
            return Optional.empty();
        }
        List<String> joined = new ArrayList<>(row);
        joined.remove(place + 1);
        joined.set(place, whole + rest);
        return Optional.of(joined);
    }

    /** Checks that the row says something for a field. */
    void require(List<String> row, Field field) {
        if (text(row, field).isEmpty()) {
            throw new IllegalArgumentException(field.wireName() + " is missing");
        }
    }

    /**
     * Checks the values that are the same in all rows: each would otherwise be the reason to reject every row.
     *
     * @param flags the names of flags
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

    /** The amount; 0 if the row does not say it. */
    UInt128 amount(List<String> row) {
        String text = text(row, Field.AMOUNT);
        try {
            return text.isEmpty() ? UInt128.ZERO : amounts.read(text);
        } catch (IllegalArgumentException e) {
            throw wrong(Field.AMOUNT, text, amounts.wanted());
        }
    }

    /** True if rows say it. */
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
            // Told below, as the numbers out of range are.
        }
        throw wrong(field, text, "a whole number below 65536");
    }

    /** A number, or names of {@code flags} with | between them. */
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

    /** ns since 1970, or an ISO instant; 0 if the row does not say it. */
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
            // Told below, as the times that are out of range are.
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
