package io.ledgeractors.tck.vectors;

import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.StringJoiner;

/** Describes records for people. */
final class Texts {
    private Texts() {}

    /** Returns the fields of a record that are not zero. */
    static String record(Layout layout, ByteBuffer buffer, int at) {
        StringJoiner text = new StringJoiner(", ", "{", "}");
        for (Layout.Field field : layout.fields()) {
            int offset = at + field.offset();
            if (!Bytes.isZero(buffer, offset, field.width())) {
                text.add(field.name() + "=" + value(field, buffer, offset));
                if (field.name().equals("code")) {
                    addStatus(layout, buffer.getInt(offset), text);
                }
            }
        }
        return text.toString();
    }

    private static String value(Layout.Field field, ByteBuffer buffer, int at) {
        return switch (field.width()) {
            case 16 -> Bytes.getU128(buffer, at).toString();
            case 8 -> Long.toUnsignedString(buffer.getLong(at));
            case 4 -> Integer.toUnsignedString(buffer.getInt(at));
            case 2 -> Integer.toString(Short.toUnsignedInt(buffer.getShort(at)));
            case 1 -> Integer.toString(Byte.toUnsignedInt(buffer.get(at)));
            default -> {
                byte[] bytes = new byte[field.width()];
                buffer.get(at, bytes);
                yield HexFormat.of().formatHex(bytes);
            }
        };
    }

    private static void addStatus(Layout layout, int code, StringJoiner text) {
        try {
            switch (layout) {
                case ACCOUNT_RESULT, ACCOUNT_FAILURE ->
                    text.add("status=" + CreateAccountStatus.ofCode(code).wireName());
                case TRANSFER_RESULT, TRANSFER_FAILURE ->
                    text.add("status=" + CreateTransferStatus.ofCode(code).wireName());
                default -> { // the code of an account or a transfer
                }
            }
        } catch (IllegalArgumentException unknown) {
            text.add("status=unknown");
        }
    }
}
