package io.ledgeractors.streams.internal;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;

/** What a stage needs of the batcher. Thread-safe. */
public interface BatchGate {

    /** Hears how a batch ended: exactly one call, on any thread, which must not be held up. */
    interface Answer {
        /**
         * Its results, little endian, from 0 to the limit; they may be kept, unless {@link #readsAtOnce}.
         *
         * @param timestamp ns since 1970 at which the ledger prepared the request
         */
        void results(ByteBuffer results, long timestamp);

        /** It was definitely not executed. */
        void refused(Refusal reason, String message);

        /** It was executed, or will be, or not. */
        void unknown(String message);

        /** True if {@link #results} keeps nothing of the bytes, which are then overwritten. */
        default boolean readsAtOnce() {
            return false;
        }

        /** Before one of these, if it had to wait for credit: it waits no more. */
        default void sent() {}
    }

    /** A batch on its way. Thread-safe. */
    interface Sending {
        /** Never waits. */
        Sending AT_ONCE = new Sending() {
            @Override
            public boolean isWaiting() {
                return false;
            }

            @Override
            public boolean withdraw() {
                return false;
            }
        };

        /** True while it waits for credit, in its sender's memory. */
        boolean isWaiting();

        /** Takes it back if it waits for credit: it is never executed and never answered; else false. */
        boolean withdraw();
    }

    /**
     * Completes when the ledger can be asked and {@link #limits} are known, with a timestamp of the ledger that is
     * older than whatever is sent from now on, ns since 1970; 0 if there is none.
     */
    CompletionStage<Long> ready();

    /** What fits into one request. */
    Limits limits();

    /** How many events of an operation one request holds. */
    default int eventsMax(Operation operation) {
        return limits().eventsMax(operation);
    }

    /** An order key that nobody else uses. */
    long newOrderKey();

    /**
     * Sends a batch in the bulk lane, now or when there is credit.
     *
     * @param events encoded, little endian, from 0 to the limit, without a trailer; nobody changes them before the
     *     answer
     */
    Sending submit(Operation operation, ByteBuffer events, long order, Answer answer);
}
