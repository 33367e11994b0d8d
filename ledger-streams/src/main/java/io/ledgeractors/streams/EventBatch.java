package io.ledgeractors.streams;

import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.wire.TransferCodec;

/**
 * A batch of encoded events of a create operation, 128 bytes each. {@link LedgerBatch} says when it may change. Not
 * thread-safe.
 *
 * <p>Chains must end within their batch. The events of a batch must be all historical, or none. Accounts and transfers
 * have id and flags at the same offsets. Source: protocol fact sheet, section 7.
 */
public abstract sealed class EventBatch extends LedgerBatch permits TransferBatch, AccountBatch {
    /** The size of one event, bytes. */
    public static final int EVENT_SIZE = TransferCodec.SIZE;

    private final short imported;

    EventBatch(int importedFlag) {
        super(EVENT_SIZE);
        this.imported = (short) importedFlag;
    }

    @Override
    public final boolean isLinked(int index) {
        return TransferFlags.has(flags(index), TransferFlags.LINKED);
    }

    @Override
    public final boolean isImported(int index) {
        return (flags(index) & imported) != 0;
    }

    private int flags(int index) {
        return buffer().getShort(offset(index) + TransferCodec.FLAGS);
    }
}
