package io.ledgeractors.cli.ledger;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the directory of a ledger. An empty text, such as that of an unset variable, is not the working directory. */
public final class DirectoryConverter implements ITypeConverter<Path> {
    @Override
    public Path convert(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("it is empty; name a directory, or . for the working directory");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'" + text + "' is no directory: " + e.getReason());
        }
    }
}
