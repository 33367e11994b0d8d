package io.ledgeractors.examples.imports;

import io.ledgeractors.model.UInt128;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads the fields of rows. Immutable. What is wrong with a row is an {@link IllegalArgumentException}. */
final class Columns {
    private static final long NANOS = 1_000_000_000L;

    private final Map<Field, Integer> places;
    private final Map<Field, String> values;

    Columns(Map<Field, Integer> places, Map<Field, String> values) {
        this.places = new EnumMap<>(places);
        this.values = Map.copyOf(values);
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
            return text.isEmpty() ? 0 : Long.parseUnsignedLong(text);
        } catch (NumberFormatException e) {
            throw wrong(field, text, "a whole number below 2^64");
        }
    }

    int u32(List<String> row, Field field) {
        String text = text(row, field);
        try {
            return text.isEmpty() ? 0 : Integer.parseUnsignedInt(text);
        } catch (NumberFormatException e) {
            throw wrong(field, text, "a whole number below 2^32");
        }
    }

    int u16(List<String> row, Field field) {
        String text = text(row, field);
        try {
            int number = text.isEmpty() ? 0 : Integer.parseInt(text);
            if (number >= 0 && number <= 0xffff) {
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
        if (text.isEmpty() || Character.isDigit(text.charAt(0))) {
            return u16(row, Field.FLAGS);
        }
        int all = 0;
        for (String name : text.split("\\|", -1)) {
            Integer flag = flags.get(name.strip());
            if (flag == null) {
                throw wrong(Field.FLAGS, text, "a number or names out of " + flags.keySet());
            }
            all |= flag;
        }
        return all;
    }

    /** ns since 1970, or an ISO instant; 0 if rows do not say it. */
    long timestamp(List<String> row) {
        String text = text(row, Field.TIMESTAMP);
        if (text.isEmpty() || text.chars().allMatch(Character::isDigit)) {
            return u64(row, Field.TIMESTAMP);
        }
        try {
            Instant instant = Instant.parse(text);
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
        } catch (DateTimeException | ArithmeticException e) {
            throw wrong(Field.TIMESTAMP, text, "a number of ns since 1970 or such as 2024-02-29T12:00:00.5Z");
        }
    }

    private String text(List<String> row, Field field) {
        Integer place = places.get(field);
        if (place == null) {
            return values.getOrDefault(field, "");
        }
        if (place >= row.size()) {
            throw new IllegalArgumentException(field.wireName() + " is missing: the row has " + row.size() + " fields");
        }
        return row.get(place).strip();
    }

    private static IllegalArgumentException wrong(Field field, String text, String instead) {
        return new IllegalArgumentException(field.wireName() + " '" + text + "' is not " + instead);
    }
}
