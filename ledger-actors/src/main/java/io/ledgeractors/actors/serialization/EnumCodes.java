package io.ledgeractors.actors.serialization;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. The constants of an enum by codes of one byte. The codes are part of the format and never change.
 * Immutable.
 *
 * @param <E> the enum
 */
@InternalApi
public final class EnumCodes<E extends Enum<E>> {
    private final Function<E, Integer> code;
    private final Map<Integer, E> byCode;

    /**
     * Creates the table.
     *
     * @param type the enum
     * @param code returns the code of a constant, 0 to 255
     */
    public EnumCodes(Class<E> type, Function<E, Integer> code) {
        this.code = code;
        byCode =
                Arrays.stream(type.getEnumConstants()).collect(Collectors.toUnmodifiableMap(code, Function.identity()));
    }

    /** Writes the code of a constant. */
    public void write(E constant, FieldWriter fields) {
        fields.putByte(code.apply(constant));
    }

    /**
     * Reads a constant.
     *
     * @throws UnreadableMessageException if this release does not know the code
     */
    public E read(FieldReader fields) throws UnreadableMessageException {
        int read = fields.getByte();
        E constant = byCode.get(read);
        if (constant == null) {
            throw new UnreadableMessageException("this release does not know its reason " + read);
        }
        return constant;
    }
}
