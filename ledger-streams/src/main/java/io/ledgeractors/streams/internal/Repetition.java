package io.ledgeractors.streams.internal;

import io.ledgeractors.actors.recovery.RecoveryStep;
import io.ledgeractors.actors.recovery.RequestRecovery;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a batch did whose outcome is unknown, by the rules of {@link RequestRecovery}: it is sent again with the
 * same ids, and what the answer leaves open is looked up. Pure: no clock, no threads, no streams.
 */
final class Repetition {
    /** What to send next: encoded, without a trailer. */
    record Request(Operation operation, ByteBuffer events) {}

    private final RequestRecovery resolution;
    private Operation asked;
    private @Nullable ByteBuffer results;

    /**
     * Starts with the same bytes.
     *
     * @param events as they were sent, not changed by anybody until the end
     * @param before a timestamp of the ledger from before they were sent, ns since 1970; 0: unknown
     */
    Repetition(Operation operation, ByteBuffer events, long before) {
        IdGenerator ids = new IdGenerator();
        asked = operation;
        resolution =
                RequestRecovery.of(operation, withTrailer(events, operation.eventSize()), before, false, ids::next);
    }

    /** What to send next; null if it is over, see {@link #results}. */
    @Nullable
    Request next(Limits limits) {
        RecoveryStep step = resolution.next(limits);
        if (step instanceof RecoveryStep.Send send) {
            asked = send.operation();
            ByteBuffer events = send.body()
                    .duplicate()
                    .limit(send.events() * asked.eventSize())
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN);
            return new Request(asked, events);
        }
        results = ((RecoveryStep.Done) step).resolved().results(0);
        return null;
    }

    /** Takes the results of what {@link #next} asked for. */
    void answered(ByteBuffer answer, long timestamp) {
        resolution.answered(withTrailer(answer, asked.resultSize()), timestamp);
    }

    /** The answer was lost once more: everything starts over. */
    void lost() {
        resolution.lost(false);
    }

    /** The results of the batch, as they would have been at first; null if they cannot be known. */
    @Nullable
    ByteBuffer results() {
        return results;
    }

    // A batch of its own request: what the multi-batch of the wire makes of it.
    private static ByteBuffer withTrailer(ByteBuffer elements, int size) {
        int length = elements.limit();
        ByteBuffer body = Bytes.allocate(length + MultiBatch.trailerSize(1, size));
        body.put(0, elements, 0, length);
        MultiBatch.writeTrailer(body, 0, new int[] {length / size}, 1, size);
        return body;
    }
}
