package io.ledgeractors.streams.internal;

import io.ledgeractors.actors.batcher.Refusal;
import io.ledgeractors.streams.EventBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** What a stage needs of the batcher. Thread-safe. */
public interface BatchGate {

    /** Hears how a batch ended: exactly one call, on any thread, which must not be held up. */
    interface Answer {
        /** Its results, little endian, from 0 to the limit; they belong to the caller from now on. */
        void results(ByteBuffer results);

        /** It was definitely not executed. */
        void refused(Refusal reason, String message);

        /** It was executed, or will be, or not. */
        void unknown(String message);
    }

    /** Completes when the ledger can be asked and {@link #eventsMax} is known. */
    CompletionStage<?> ready();

    /** How many events of an operation one request holds. */
    int eventsMax(Operation operation);

    /** An order key that nobody else uses. */
    long newOrderKey();

    /** Sends a batch in the bulk lane; nobody changes it before the answer. */
    void submit(Operation operation, EventBatch batch, long order, Answer answer);
}
