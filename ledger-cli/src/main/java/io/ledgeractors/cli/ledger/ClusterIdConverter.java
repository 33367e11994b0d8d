package io.ledgeractors.cli.ledger;

import io.ledgeractors.model.UInt128;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the id of a cluster: a decimal number below 2^128. */
public final class ClusterIdConverter implements ITypeConverter<UInt128> {
    @Override
    public UInt128 convert(String text) {
        try {
            return UInt128.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
