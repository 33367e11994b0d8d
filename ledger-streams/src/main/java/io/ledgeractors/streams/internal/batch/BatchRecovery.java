package io.ledgeractors.streams.internal.batch;

import io.ledgeractors.actors.recovery.RecoveryStep;
import io.ledgeractors.actors.recovery.RequestRecovery;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out the unknown outcome of a batch by the rules of {@link RequestRecovery}. The batch is sent again with the
 * same ids, and events that the reply leaves open are looked up. Pure: no clock, no threads, no streams.
 */
final class BatchRecovery {
    /**
     * A request of the recovery.
     *
     * @param events encoded, without a trailer
     */
    record Request(Operation operation, ByteBuffer events) {}

    private final RequestRecovery recovery;
    private Operation asked;
    private @Nullable ByteBuffer results;

    /**
     * Starts a recovery.
     *
     * @param operation of the batch
     * @param events as they were sent; must not change before the recovery is over
     * @param before a timestamp of the ledger from before they were sent, ns since 1970; 0 if it is unknown
     * @param freshIds gives ids that no account has
     */
    BatchRecovery(Operation operation, ByteBuffer events, long before, Supplier<UInt128> freshIds) {
        asked = operation;
        recovery = RequestRecovery.of(operation, withTrailer(events, operation.eventSize()), before, false, freshIds);
    }

    /** Returns the request to send next, or null if the recovery is over and {@link #results} tells how it ended. */
    @Nullable
    Request next(Limits limits) {
        RecoveryStep step = recovery.next(limits);
        if (step instanceof RecoveryStep.Send send) {
            asked = send.operation();
            ByteBuffer events = send.body()
                    .duplicate()
                    .limit(send.events() * asked.eventSize())
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN);
            return new Request(asked, events);
        }
        results = ((RecoveryStep.Done) step).results().results(0);
        return null;
    }

    /** Takes the results of the request that {@link #next} returned. */
    void answered(ByteBuffer answer, long timestamp) {
        recovery.answered(withTrailer(answer, asked.resultSize()), timestamp);
    }

    /** Starts over, because the reply to the last request was lost too. */
    void lost() {
        recovery.lost(false);
    }

    /** Returns the results of the batch as the lost reply had them; null if they cannot be known. */
    @Nullable
    ByteBuffer results() {
        return results;
    }

    // RequestRecovery expects the body of a whole request, which ends with the trailer of its only batch.
    private static ByteBuffer withTrailer(ByteBuffer elements, int size) {
        int length = elements.limit();
        ByteBuffer body = Bytes.allocate(length + MultiBatch.trailerSize(1, size));
        body.put(0, elements, 0, length);
        MultiBatch.writeTrailer(body, 0, new int[] {length / size}, 1, size);
        return body;
    }
}
