package io.ledgeractors.cli.start;

import io.ledgeractors.session.Limits;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the maximum size of a request body in bytes. */
final class BatchSizeLimitConverter implements ITypeConverter<Limits> {
    @Override
    public Limits convert(String text) {
        try {
            return new Limits(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is no number of bytes");
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
