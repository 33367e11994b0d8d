package io.ledgeractors.actors.recovery;

import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A request divided into batches, events and chains. Accounts and transfers have id and flags at the same offsets. */
final class LostRequest {

    final Operation operation;
    /** The number of the first event of each batch, followed by the number of all events. */
    final int[] starts;

    private final ByteBuffer body;

    LostRequest(Operation operation, ByteBuffer body) {
        this.operation = operation;
        this.body = body.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        this.starts = starts(operation, this.body);
    }

    int batches() {
        return starts.length - 1;
    }

    int events() {
        return starts[batches()];
    }

    int eventsOf(int batch) {
        return starts[batch + 1] - starts[batch];
    }

    UInt128 id(int event) {
        return Bytes.getU128(body, event * operation.eventSize());
    }

    /** Returns the ledger that a transfer states, 0 if it states none. */
    int ledgerOfTransfer(int event) {
        return body.getInt(offset(event) + TransferCodec.LEDGER);
    }

    /** Returns the code that a transfer states, 0 if it states none. */
    int codeOfTransfer(int event) {
        return Short.toUnsignedInt(body.getShort(offset(event) + TransferCodec.CODE));
    }

    /** Returns the offset of an event in {@link #bytes}. */
    int offset(int event) {
        return event * operation.eventSize();
    }

    ByteBuffer bytes() {
        return body;
    }

    /** Returns the last event of the chain that begins with {@code first}. The end of a batch ends a chain. */
    int chainEnd(int first, int endOfBatch) {
        int last = first;
        while (last + 1 < endOfBatch
                && (body.getShort(last * operation.eventSize() + TransferCodec.FLAGS) & TransferFlags.LINKED) != 0) {
            last++;
        }
        return last;
    }

    /** Returns the batch after the last one that fits into one request together with {@code from}. */
    int fitting(int from, Limits limits) {
        int to = from;
        while (to < batches() && limits.fits(operation, starts[to + 1] - starts[from], to + 1 - from, 0)) {
            to++;
        }
        return to;
    }

    /**
     * Returns a request of the batches from {@code from} to before {@code to}. For all batches it is the same bytes.
     */
    ByteBuffer body(int from, int to) {
        if (to - from == batches()) {
            return body.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        }
        int payload = (starts[to] - starts[from]) * operation.eventSize();
        ByteBuffer part = Bytes.allocate(payload + MultiBatch.trailerSize(to - from, operation.eventSize()));
        part.put(0, body, offset(starts[from]), payload);
        int[] counts = new int[to - from];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = eventsOf(from + i);
        }
        MultiBatch.writeTrailer(part, 0, counts, counts.length, operation.eventSize());
        return part;
    }

    private static int[] starts(Operation operation, ByteBuffer body) {
        if (!operation.isMultiBatch()) {
            return new int[] {0, body.limit() / operation.eventSize()};
        }
        int batches = MultiBatch.batches(body, 0, body.limit(), operation.eventSize());
        if (batches < 0) {
            throw new IllegalArgumentException("not the body of a request of " + operation);
        }
        int[] starts = new int[batches + 1];
        for (int i = 0; i < batches; i++) {
            starts[i + 1] = starts[i] + MultiBatch.count(body, 0, body.limit(), i);
        }
        return starts;
    }
}
