package io.ledgeractors.streams.internal;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.LedgerBatch;
import io.ledgeractors.streams.LedgerStreamException;
import io.ledgeractors.streams.OutcomeUnknownException;
import io.ledgeractors.streams.RefusedException;
import io.ledgeractors.streams.internal.Submission.State;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The batches of one stage that are on their way, in order, and how the stage ends when one is not answered
 * with results. Pure: no clock, no threads, no streams.
 *
 * @param <I> elements, a batch in each
 */
final class SubmissionQueue<I> {
    private final int outstandingMax;
    private final ArrayDeque<Submission<I>> queue = new ArrayDeque<>();

    SubmissionQueue(int outstandingMax) {
        this.outstandingMax = outstandingMax;
    }

    /** Enqueues a batch that is sent now. */
    Submission<I> add(I element, LedgerBatch batch) {
        Submission<I> submission = new Submission<>(element, batch);
        queue.add(submission);
        return submission;
    }

    /** Enqueues a batch that is not sent, because of an error of its own. */
    void addRejected(I element, LedgerBatch batch, LedgerStreamException rejection) {
        Submission<I> submission = add(element, batch);
        submission.state = State.REJECTED;
        submission.rejection = rejection;
    }

    void answered(Submission<I> submission, ByteBuffer results) {
        submission.state = State.ANSWERED;
        submission.results = results;
    }

    /** A copy of it was definitely not executed; an earlier copy may have been. */
    void refused(Submission<I> submission, Refusal reason, String message) {
        if (reason == Refusal.OVERLOADED) {
            submission.state = State.DEFERRED;
        } else {
            submission.state = submission.repetition == null ? State.REFUSED : State.UNKNOWN;
        }
        submission.reason = reason;
        submission.message = message;
    }

    /** It is unknown what it did, and that is not to be found out. */
    void unknown(Submission<I> submission, String message) {
        submission.state = State.UNKNOWN;
        submission.message = message;
    }

    /** It is unknown what it did; it is to be found out by {@link Submission#repetition}. */
    void repeat(Submission<I> submission, String message) {
        submission.state = State.DEFERRED;
        submission.message = message;
    }

    /** True if it is being found out what some batch did: nothing may overtake it. */
    boolean isRepeating() {
        for (Submission<I> submission : queue) {
            if (submission.repetition != null && submission.state != State.ANSWERED) {
                return true;
            }
        }
        return false;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    /** True if one more batch may be sent: there is room and credit, and nothing went wrong so far. */
    boolean mayAdd() {
        return queue.size() < outstandingMax
                && !hasFailed()
                && count(State.DEFERRED) == 0
                && !isRepeating()
                && !isWaiting();
    }

    /** True if a batch waits for credit. */
    private boolean isWaiting() {
        for (Submission<I> submission : queue) {
            if (submission.sending.isWaiting()) {
                return true;
            }
        }
        return false;
    }

    /** Takes back what waits for credit: nothing of it is executed. */
    void withdraw() {
        for (Submission<I> submission : queue) {
            if (submission.sending.withdraw()) {
                submission.state = submission.repetition == null ? State.REFUSED : State.UNKNOWN;
            }
        }
    }

    /** True if the next batch to come out has its results. */
    boolean isHeadAnswered() {
        Submission<I> head = queue.peek();
        return head != null && head.state == State.ANSWERED;
    }

    /** Removes the next batch to come out. */
    Submission<I> poll() {
        return queue.remove();
    }

    /** True if some batch is refused, rejected or unknown: the stage will fail. */
    boolean hasFailed() {
        return count(State.REFUSED) + count(State.REJECTED) + count(State.UNKNOWN) > 0;
    }

    /** Batches at the batcher that are not answered. */
    int inFlight() {
        return count(State.SENT);
    }

    /** True if batches wait to be sent again and nothing else is at the batcher. */
    boolean mayRetry() {
        return count(State.DEFERRED) > 0 && inFlight() == 0 && !hasFailed();
    }

    /** The batches to be sent again, in order; they count as sent from now on. */
    List<Submission<I>> retry() {
        List<Submission<I>> deferred = new ArrayList<>();
        for (Submission<I> submission : queue) {
            if (submission.state == State.DEFERRED) {
                submission.state = State.SENT;
                deferred.add(submission);
            }
        }
        return deferred;
    }

    /** Sends nothing again: what was to be is refused, or remains unknown. */
    void giveUp() {
        for (Submission<I> submission : queue) {
            if (submission.state == State.DEFERRED) {
                submission.state = submission.repetition == null ? State.REFUSED : State.UNKNOWN;
            }
        }
    }

    /** Events of all batches here. */
    int events() {
        return queue.stream().mapToInt(submission -> submission.batch.count()).sum();
    }

    /**
     * What the stage fails with, or null as long as it goes on: results before the failure come out first, and
     * the other batches are waited for.
     *
     * @param settled true if the batches still unanswered are not waited for any longer
     */
    @Nullable
    LedgerStreamException failure(boolean settled) {
        Submission<I> head = queue.peek();
        if (head == null || !hasFailed() || head.state == State.ANSWERED || (inFlight() > 0 && !settled)) {
            return null;
        }
        List<UInt128> unknown = new ArrayList<>();
        int refused = 0;
        for (Submission<I> submission : queue) {
            switch (submission.state) {
                case REFUSED -> refused += submission.batch.count();
                case DEFERRED -> {
                    if (submission.repetition == null) {
                        refused += submission.batch.count();
                    } else {
                        unknown.addAll(submission.batch.ids());
                    }
                }
                case REJECTED -> {}
                // An answer behind the failure cannot come out: the downstream never learns of it.
                case SENT, UNKNOWN, ANSWERED -> unknown.addAll(submission.batch.ids());
            }
        }
        if (!unknown.isEmpty()) {
            return new OutcomeUnknownException(unknown, firstMessage());
        }
        LedgerStreamException rejection = head.rejection;
        return rejection != null ? rejection : new RefusedException(firstReason(), refused, firstMessage());
    }

    private String firstMessage() {
        return queue.stream()
                .map(submission -> submission.message)
                .filter(message -> !message.isEmpty())
                .findFirst()
                .orElse("no answer");
    }

    private Refusal firstReason() {
        for (Submission<I> submission : queue) {
            Refusal reason = submission.reason;
            if (reason != null) {
                return reason;
            }
        }
        return Refusal.FAILED;
    }

    private int count(State state) {
        int count = 0;
        for (Submission<I> submission : queue) {
            count += submission.state == state ? 1 : 0;
        }
        return count;
    }
}
