package io.ledgeractors.cli.tail;

import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a timestamp: a number of ns since 1970, or an ISO instant. */
final class TimestampConverter implements ITypeConverter<Long> {
    private static final long NANOS = 1_000_000_000L;

    @Override
    public Long convert(String text) {
        try {
            if (!text.isEmpty() && text.chars().allMatch(Character::isDigit)) {
                return Long.parseLong(text);
            }
            Instant instant = Instant.parse(text);
            long timestamp = Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS), instant.getNano());
            if (timestamp >= 0) {
                return timestamp;
            }
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            // The exception below reports this case and times before 1970.
        }
        throw new TypeConversionException(
                "'" + text + "' is no number of ns since 1970 and no time such as 2024-02-29T12:00:00Z");
    }
}
