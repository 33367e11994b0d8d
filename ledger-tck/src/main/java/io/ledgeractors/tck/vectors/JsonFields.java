package io.ledgeractors.tck.vectors;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One event, filter or result as a scenario writes it. Immutable.
 *
 * @param layout where the fields lie
 * @param values the fields by name; absent ones are zero
 * @param note for people, may be empty
 */
public record JsonFields(Layout layout, Map<String, Value> values, String note) {

    /** Returns the value of a field, null if it is absent. */
    public @Nullable Value get(String name) {
        return values.get(name);
    }

    /** Returns the literal number in a field that holds no time; 0 if it is absent. */
    public long number(String name) {
        return values.get(name) instanceof Value.Number literal
                ? literal.number().low()
                : 0;
    }

    /**
     * Writes all bytes of the record, absent fields as zero.
     *
     * @param times gives the time behind a symbol, its offset not added
     */
    public void encode(ByteBuffer buffer, int offset, ToLongFunction<Value.Time> times) {
        Bytes.zero(buffer, offset, layout.size());
        values.forEach((name, value) -> encode(layout.field(name), value, buffer, offset, times));
    }

    private static void encode(
            Layout.Field field, Value value, ByteBuffer buffer, int offset, ToLongFunction<Value.Time> times) {
        int at = offset + field.offset();
        if (value instanceof Value.Reserved reserved) {
            byte[] bytes = HexFormat.of().parseHex(reserved.hex());
            buffer.put(at, bytes, 0, bytes.length);
            return;
        }
        UInt128 number = value instanceof Value.Time time
                ? UInt128.ofUnsigned(times.applyAsLong(time.base()) + time.offset())
                : ((Value.Number) value).number();
        switch (field.width()) {
            case 16 -> Bytes.putU128(buffer, at, number);
            case 8 -> buffer.putLong(at, number.low());
            case 4 -> buffer.putInt(at, (int) number.low());
            case 2 -> buffer.putShort(at, (short) number.low());
            case 1 -> buffer.put(at, (byte) number.low());
            default -> { // not on the wire
            }
        }
    }
}
