package io.ledgeractors.cli.ledger;

import io.ledgeractors.session.ReplicaAddress;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A comma-separated list of addresses, checked. */
public final class AddressesConverter implements ITypeConverter<AddressesConverter.Addresses> {
    /** The addresses in the order of the replicas. */
    public record Addresses(List<ReplicaAddress> list) {}

    @Override
    public Addresses convert(String text) {
        try {
            return new Addresses(ReplicaAddress.parseList(text));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
