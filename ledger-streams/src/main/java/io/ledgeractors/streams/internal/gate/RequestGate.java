package io.ledgeractors.streams.internal.gate;

import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. Sends the encoded requests of stages to a batcher. Thread-safe. */
@InternalApi
public interface RequestGate {

    /** A request that was submitted. It waits for credit of the bulk lane until the batcher has it. Thread-safe. */
    interface Ticket {
        /** The ticket of a request that did not have to wait. */
        Ticket SENT = new Ticket() {
            @Override
            public boolean isWaiting() {
                return false;
            }

            @Override
            public boolean withdraw() {
                return false;
            }
        };

        /** Returns true while the request waits for credit. */
        boolean isWaiting();

        /**
         * Withdraws the request if it still waits for credit.
         *
         * @return true if the request was withdrawn, so that it is never executed and never answered; false if the
         *     batcher has it, or had it, so that it is answered
         */
        boolean withdraw();
    }

    /**
     * Completes when the ledger accepts requests and {@link #limits} are known.
     *
     * @return a timestamp of the ledger that is older than every request submitted from now on, ns since 1970; 0 if
     *     there is none
     */
    CompletionStage<Long> ready();

    /** Returns how much fits into one request. */
    Limits limits();

    /** Returns how many events of an operation fit into one request. */
    default int eventsMax(Operation operation) {
        return limits().eventsMax(operation);
    }

    /** Returns the time by which stages wait. */
    default StageTime time() {
        return StageTime.DEFAULT;
    }

    /** Returns a generator of ids that nothing in the ledger has. */
    default IdGenerator newProbeIds() {
        return new IdGenerator();
    }

    /** Returns an order key that is in use nowhere else. */
    long newOrderKey();

    /**
     * Submits a request to the bulk lane. It is sent now, or as soon as the lane has credit for it.
     *
     * @param events encoded, little endian, from 0 to the limit, without a trailer; must not change before the reply
     * @param order key of the requests that are executed in the order in which they are submitted
     * @param replyTo called exactly once, on any thread, and must not block; a {@link RawReply.Reader} gets results
     *     whose bytes are overwritten afterwards
     * @param whenSent called once, on any thread, when a request that had to wait for credit has been sent; must not
     *     block or throw
     */
    Ticket submit(Operation operation, ByteBuffer events, long order, Consumer<RawReply> replyTo, Runnable whenSent);
}
