package io.ledgeractors.cli.start;

import io.ledgeractors.embedded.recovery.TailLoss;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the policy for a lost newest block of the log: {@code cut-off} or {@code refuse}. */
final class TailLossConverter implements ITypeConverter<TailLoss> {
    @Override
    public TailLoss convert(String value) {
        return switch (value) {
            case "cut-off" -> TailLoss.CUT_OFF;
            case "refuse" -> TailLoss.REFUSE;
            default -> throw new TypeConversionException("it is cut-off or refuse, not '" + value + "'");
        };
    }
}
