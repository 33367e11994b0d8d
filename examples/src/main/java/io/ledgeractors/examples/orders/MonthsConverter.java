package io.ledgeractors.examples.orders;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of months, 1 to 1200. */
final class MonthsConverter implements ITypeConverter<Integer> {
    private static final int MONTHS_MAX = 1_200;

    @Override
    public Integer convert(String text) {
        try {
            int months = Integer.parseInt(text);
            if (months >= 1 && months <= MONTHS_MAX) {
                return months;
            }
        } catch (NumberFormatException notANumber) {
            // The exception below reports this case and numbers out of range.
        }
        throw new TypeConversionException("'" + text + "' is not a number of months between 1 and " + MONTHS_MAX);
    }
}
