package io.ledgeractors.testkit.fault;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of an ask, for the condition of a fault. They are decoded when they are asked for. Immutable.
 */
public final class AskedEvents {
    /** Decodes one event. */
    @FunctionalInterface
    private interface Decoder<T> {
        T decode(ByteBuffer buffer, int offset);
    }

    private static final int IDS_SHOWN = 4;

    private final Operation operation;
    private final ByteBuffer encoded;

    /**
     * Creates a view of encoded events.
     *
     * @param encoded whole events between position and limit, which do not change
     */
    public AskedEvents(Operation operation, ByteBuffer encoded) {
        this.operation = operation;
        this.encoded = encoded.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns the operation. */
    public Operation operation() {
        return operation;
    }

    /** Returns the number of events. */
    public int count() {
        return encoded.limit() / operation.eventSize();
    }

    /** Returns the accounts to create; empty for other operations. */
    public List<Account> accounts() {
        return operation == Operation.CREATE_ACCOUNTS ? decoded(AccountCodec::decode) : List.of();
    }

    /** Returns the transfers to create; empty for other operations. */
    public List<Transfer> transfers() {
        return operation == Operation.CREATE_TRANSFERS ? decoded(TransferCodec::decode) : List.of();
    }

    /** Returns the ids of what is to be created or looked up; empty for queries. */
    public List<UInt128> ids() {
        return operation.kind() == Operation.Kind.QUERY ? List.of() : decoded(Bytes::getU128);
    }

    /** Returns the events as they are sent, little endian, from 0 to the limit. */
    public ByteBuffer encoded() {
        return encoded.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private <T> List<T> decoded(Decoder<T> decoder) {
        List<T> events = new ArrayList<>(count());
        for (int i = 0; i < count(); i++) {
            events.add(decoder.decode(encoded, i * operation.eventSize()));
        }
        return events;
    }

    @Override
    public String toString() {
        List<UInt128> ids = ids();
        String shown = ids.isEmpty() ? "" : " " + ids.subList(0, Math.min(IDS_SHOWN, ids.size()));
        return operation + " of " + count() + (count() == 1 ? " event" : " events") + shown
                + (ids.size() > IDS_SHOWN ? " and more" : "");
    }
}
