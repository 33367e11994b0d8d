package io.ledgeractors.cli.start;

import io.ledgeractors.session.ReplicaAddress;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one address, {@code HOST:PORT} or a part of it. */
final class AddressConverter implements ITypeConverter<ReplicaAddress> {
    @Override
    public ReplicaAddress convert(String text) {
        try {
            return ReplicaAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
