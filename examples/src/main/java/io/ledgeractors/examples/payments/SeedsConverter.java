package io.ledgeractors.examples.payments;

import io.ledgeractors.examples.shared.NodeAddress;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a comma-separated list of addresses of nodes. */
public final class SeedsConverter implements ITypeConverter<SeedsConverter.Seeds> {
    /** Addresses of node 1, 2 and so on. */
    record Seeds(List<NodeAddress> list) {}

    /** Creates the converter; picocli calls this. */
    public SeedsConverter() {}

    @Override
    public Seeds convert(String text) {
        try {
            return new Seeds(NodeAddress.parseList(text));
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
