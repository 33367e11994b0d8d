package io.ledgeractors.cli.imports;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the separator between fields; {@code \t} is a tab. */
final class SeparatorConverter implements ITypeConverter<Character> {
    @Override
    public Character convert(String text) {
        if (text.equals("\\t") || text.equalsIgnoreCase("tab")) {
            return '\t';
        }
        if (text.length() != 1 || "\"\r\n'".contains(text)) {
            throw new TypeConversionException(
                    "'" + text + "' is no separator: one character, such as ; or \\t for a tab");
        }
        return text.charAt(0);
    }
}
