package io.ledgeractors.actors.internal.codec;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.List;

/** Encodes the events of asks on the thread of the asker. The buffers reach from 0 to their limit, little endian. */
public final class EventEncoder {

    /** Encodes one element. */
    public interface Encoder<T> {
        /** Writes the element at an offset. */
        void encode(T value, ByteBuffer buffer, int offset);
    }

    private EventEncoder() {}

    /** Encodes accounts. */
    public static ByteBuffer accounts(List<Account> accounts) {
        return encode(accounts, AccountCodec.SIZE, AccountCodec::encode);
    }

    /** Encodes transfers. */
    public static ByteBuffer transfers(List<Transfer> transfers) {
        return encode(transfers, TransferCodec.SIZE, TransferCodec::encode);
    }

    /** Encodes ids. */
    public static ByteBuffer ids(List<UInt128> ids) {
        return encode(ids, Bytes.U128_SIZE, (id, buffer, offset) -> Bytes.putU128(buffer, offset, id));
    }

    /** Encodes a filter. */
    public static ByteBuffer filter(AccountFilter filter) {
        return encode(List.of(filter), AccountFilterCodec.SIZE, AccountFilterCodec::encode);
    }

    /** Encodes a filter. */
    public static ByteBuffer filter(QueryFilter filter) {
        return encode(List.of(filter), QueryFilterCodec.SIZE, QueryFilterCodec::encode);
    }

    /** Encodes a filter. */
    public static ByteBuffer filter(ChangeEventsFilter filter) {
        return encode(List.of(filter), ChangeEventsFilterCodec.SIZE, ChangeEventsFilterCodec::encode);
    }

    /**
     * Encodes elements of one size.
     *
     * @param size bytes of one element
     */
    public static <T> ByteBuffer encode(List<T> values, int size, Encoder<T> encoder) {
        ByteBuffer buffer = Bytes.allocate(values.size() * size);
        int at = 0;
        for (T value : values) {
            encoder.encode(value, buffer, at);
            at += size;
        }
        return buffer;
    }
}
