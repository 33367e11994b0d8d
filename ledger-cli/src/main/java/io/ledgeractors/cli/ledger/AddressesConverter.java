package io.ledgeractors.cli.ledger;

import io.ledgeractors.session.ReplicaAddress;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a comma-separated list of addresses and checks it. */
public final class AddressesConverter implements ITypeConverter<AddressesConverter.Addresses> {
    /** Addresses in the order of the replicas. */
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
