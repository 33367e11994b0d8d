package io.ledgeractors.streams.internal.batch;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.LedgerBatch;
import io.ledgeractors.streams.LedgerStreamException;
import io.ledgeractors.streams.StreamOutcomeUnknownException;
import io.ledgeractors.streams.StreamRefusedException;
import io.ledgeractors.streams.internal.batch.PendingBatch.State;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one stage that were taken and not emitted, in order. It decides when the stage may take another batch,
 * which batches are sent again, and with which error the stage fails. Pure: no clock, no threads, no streams.
 *
 * @param <I> elements, each with a batch
 */
final class PendingBatchQueue<I> {
    private final int outstandingMax;
    private final ArrayDeque<PendingBatch<I>> queue = new ArrayDeque<>();

    PendingBatchQueue(int outstandingMax) {
        this.outstandingMax = outstandingMax;
    }

    /** Enqueues a batch that is sent now. */
    PendingBatch<I> add(I element, LedgerBatch batch) {
        PendingBatch<I> pending = new PendingBatch<>(element, batch);
        queue.add(pending);
        return pending;
    }

    /** Enqueues a batch that is never sent, because it breaks a rule. */
    void addInvalid(I element, LedgerBatch batch, LedgerStreamException error) {
        PendingBatch<I> pending = add(element, batch);
        pending.state = State.INVALID;
        pending.error = error;
    }

    /** Records the results of a batch. */
    void answered(PendingBatch<I> pending, ByteBuffer results) {
        pending.state = State.ANSWERED;
        pending.results = results;
    }

    /**
     * Records that the last request of a batch was not executed. A batch that is being recovered keeps an unknown
     * outcome, because an earlier request may have been executed.
     */
    void refused(PendingBatch<I> pending, Refusal reason, String message) {
        pending.state = reason == Refusal.OVERLOADED ? State.RETRY : withoutRetry(pending);
        pending.reason = reason;
        pending.message = message;
    }

    /** Records that the outcome of a batch is unknown and stays so. */
    void unknown(PendingBatch<I> pending, String message) {
        pending.state = State.UNKNOWN;
        pending.message = message;
    }

    /** Records that the outcome of a batch is unknown, and that {@link PendingBatch#recovery} is to find it out. */
    void recover(PendingBatch<I> pending, String message) {
        pending.state = State.RETRY;
        pending.message = message;
    }

    /** Returns true if the outcome of some batch is being found out. Nothing may overtake such a batch. */
    boolean isRecovering() {
        for (PendingBatch<I> pending : queue) {
            if (pending.recovery != null && pending.state != State.ANSWERED) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /**
     * Returns true if one more batch may be sent, because the queue has capacity, no batch waits, and none has failed.
     */
    boolean mayAdd() {
        return queue.size() < outstandingMax
                && !hasFailed()
                && count(State.RETRY) == 0
                && !isRecovering()
                && !isWaitingForCredit();
    }

    private boolean isWaitingForCredit() {
        for (PendingBatch<I> pending : queue) {
            if (pending.ticket.isWaiting()) {
                return true;
            }
        }
        return false;
    }

    /** Withdraws the requests that wait for credit. They are not executed. */
    void withdrawWaiting() {
        for (PendingBatch<I> pending : queue) {
            if (pending.ticket.withdraw()) {
                pending.state = withoutRetry(pending);
            }
        }
    }

    /** Returns true if the first batch has its results. */
    boolean isHeadAnswered() {
        PendingBatch<I> head = queue.peek();
        return head != null && head.state == State.ANSWERED;
    }

    /**
     * Removes the first batch.
     *
     * @throws java.util.NoSuchElementException if the queue is empty
     */
    PendingBatch<I> poll() {
        return queue.remove();
    }

    /** Returns true if some batch is refused, invalid or unknown, so that the stage will fail. */
    boolean hasFailed() {
        return count(State.REFUSED) + count(State.INVALID) + count(State.UNKNOWN) > 0;
    }

    /** Returns the number of batches that were submitted and are not answered. */
    int inFlight() {
        return count(State.SENT);
    }

    /** Returns true if batches are to be sent again, no batch is in flight and none has failed. */
    boolean mayRetry() {
        return count(State.RETRY) > 0 && inFlight() == 0 && !hasFailed();
    }

    /** Returns the batches that are to be sent again, in order, and counts them as sent. */
    List<PendingBatch<I>> takeRetries() {
        List<PendingBatch<I>> retries = new ArrayList<>();
        for (PendingBatch<I> pending : queue) {
            if (pending.state == State.RETRY) {
                pending.state = State.SENT;
                retries.add(pending);
            }
        }
        return retries;
    }

    /** Gives up sending batches again. Batches that were to be sent again count as refused, or remain unknown. */
    void abandonRetries() {
        for (PendingBatch<I> pending : queue) {
            if (pending.state == State.RETRY) {
                pending.state = withoutRetry(pending);
            }
        }
    }

    /** Returns the number of events in all batches. */
    int events() {
        return queue.stream().mapToInt(pending -> pending.batch.count()).sum();
    }

    /**
     * Returns the error that the stage fails with now, or null. The stage fails only after all results before the
     * failed batch have been emitted and all other batches have been answered.
     *
     * @param timedOut true if the stage no longer waits for the batches in flight
     */
    @Nullable
    LedgerStreamException failure(boolean timedOut) {
        PendingBatch<I> head = queue.peek();
        if (head == null || !hasFailed() || head.state == State.ANSWERED || (inFlight() > 0 && !timedOut)) {
            return null;
        }
        List<UInt128> unknown = new ArrayList<>();
        int refused = 0;
        for (PendingBatch<I> pending : queue) {
            State end = pending.state == State.RETRY ? withoutRetry(pending) : pending.state;
            switch (end) {
                case REFUSED -> refused += pending.batch.count();
                case INVALID -> {}
                // Results behind the failed batch cannot be emitted, so the downstream never learns of them.
                case SENT, RETRY, UNKNOWN, ANSWERED -> unknown.addAll(pending.batch.ids());
            }
        }
        if (!unknown.isEmpty()) {
            return new StreamOutcomeUnknownException(unknown, firstMessage());
        }
        LedgerStreamException error = head.error;
        return error != null ? error : new StreamRefusedException(firstReason(), refused, firstMessage());
    }

    // Returns the last state of a batch whose last request was not executed and that is not sent again.
    private static State withoutRetry(PendingBatch<?> pending) {
        return pending.recovery == null ? State.REFUSED : State.UNKNOWN;
    }

    private String firstMessage() {
        return queue.stream()
                .map(pending -> pending.message)
                .filter(message -> !message.isEmpty())
                .findFirst()
                .orElse("no answer");
    }

    private Refusal firstReason() {
        for (PendingBatch<I> pending : queue) {
            Refusal reason = pending.reason;
            if (reason != null) {
                return reason;
            }
        }
        return Refusal.FAILED;
    }

    private int count(State state) {
        int count = 0;
        for (PendingBatch<I> pending : queue) {
            count += pending.state == state ? 1 : 0;
        }
        return count;
    }
}
