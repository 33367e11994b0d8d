package io.ledgeractors.actors.payment.internal.flow;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BooleanSupplier;

/** An ask of a shard to a simulated batcher. Its events sometimes cannot be read, so that the batcher throws. */
final class SimulatedAsk implements Ask {
    /** The shard that asked. */
    interface Asker {
        void results(ByteBuffer results, long timestamp);

        void failed(boolean isUnknown, String why, io.ledgeractors.actors.message.Refusal reason);
    }

    private static final int ID_SIZE = 16;

    final Asker asker;
    private final Operation operation;
    private final int count;
    private final ByteBuffer events;
    private final BooleanSupplier isBroken;
    boolean isAnswered;

    private SimulatedAsk(Operation operation, int count, BooleanSupplier isBroken, Asker asker) {
        this.operation = operation;
        this.count = count;
        this.isBroken = isBroken;
        this.asker = asker;
        this.events = Bytes.allocate(count * operation.eventSize());
    }

    static SimulatedAsk create(List<Transfer> transfers, BooleanSupplier isBroken, Asker asker) {
        SimulatedAsk ask = new SimulatedAsk(Operation.CREATE_TRANSFERS, transfers.size(), isBroken, asker);
        for (int i = 0; i < transfers.size(); i++) {
            TransferCodec.encode(transfers.get(i), ask.events, i * TransferCodec.SIZE);
        }
        return ask;
    }

    static SimulatedAsk lookUp(List<UInt128> ids, BooleanSupplier isBroken, Asker asker) {
        SimulatedAsk ask = new SimulatedAsk(Operation.LOOKUP_TRANSFERS, ids.size(), isBroken, asker);
        for (int i = 0; i < ids.size(); i++) {
            Bytes.putU128(ask.events, i * ID_SIZE, ids.get(i));
        }
        return ask;
    }

    @Override
    public ByteBuffer events() {
        if (isBroken.getAsBoolean()) {
            throw new SimulatedFailure("the batcher crashes");
        }
        return events;
    }

    @Override
    public Operation operation() {
        return operation;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int results() {
        return count;
    }

    @Override
    public long order() {
        return 0;
    }

    @Override
    public boolean isImported() {
        return false;
    }

    @Override
    public boolean isBulk() {
        return false;
    }

    @Override
    public boolean hasCredit() {
        return false;
    }

    @Override
    public long timeoutNanos() {
        return -1;
    }

    @Override
    public boolean isAnswered() {
        return isAnswered;
    }
}
