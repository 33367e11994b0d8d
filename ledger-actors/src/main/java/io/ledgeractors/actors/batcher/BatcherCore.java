package io.ledgeractors.actors.batcher;

import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the batcher: one request in flight, the next ones assembled and summed meanwhile, see {@link
 * UnsentRequests}; each ask answered exactly once. An ask's events are never looked into.
 *
 * <p>A call changes the state and has {@link Effects}; there is no clock, no thread and no I/O. After a call
 * that threw, {@link #recover} goes on: only the ask that was being handled is lost, and refused. Not
 * thread-safe.
 *
 * @param <A> the asks
 */
public final class BatcherCore<A extends Ask> {
    private record Closing(Refusal reason, String message) {}

    private final Effects<A> effects;
    private final UnsentRequests<A> unsent;

    private @Nullable OpenRequest<A> flight;
    private @Nullable Outcome outcome;
    private long flightNumber;
    private long sentAt;
    private long answeredAt;
    private boolean isSubmitted;

    private boolean isReady;
    /** Why no ask is taken any more; null as long as they are. */
    private @Nullable Closing closing;
    /** True if what is there does not go on either. */
    private boolean isStopped;

    private boolean isDrained;
    private @Nullable A handling;

    /** Rules with an empty queue and no session. */
    public BatcherCore(QueueLimits bounds, Effects<A> effects) {
        this.effects = effects;
        this.unsent = new UnsentRequests<>(bounds, this::refuseAsTooMuch);
    }

    /** Takes an ask: it is answered at once, placed, or sent. */
    public void ask(A ask, long now) {
        handling = ask;
        accept(ask);
        handling = null;
        sendNext(now);
    }

    /** The session takes requests. */
    public void registered(Limits limits, long now) {
        isReady = !isStopped;
        unsent.limit(limits);
        sendNext(now);
    }

    /** The session takes no requests until it is {@link #registered} again; what is unsent waits. */
    public void suspended() {
        isReady = false;
    }

    /** Takes the outcome of request {@code number}; the reply's bytes stay valid from now on. */
    public void outcome(long number, Outcome how, long now) {
        if (flight != null && number == flightNumber && outcome == null) {
            outcome = how;
            answeredAt = now;
            settle(now);
        }
    }

    /** Takes no asks from now on; what is there goes on, and then {@link Effects#drained} is called. */
    public void close(String message) {
        if (closing == null) {
            closing = new Closing(Refusal.CLOSED, message);
        }
        reportDrained();
    }

    /** Refuses every unsent ask and those to come; the request in flight still gets its outcome. */
    public void stop(Refusal reason, String message) {
        closing = new Closing(reason, message);
        isStopped = true;
        isReady = false;
        unsent.answerAll(ask -> effects.refused(ask, reason, message));
        reportDrained();
    }

    /** Answers everybody now: refuses what is unsent, reports the request in flight as unknown. */
    public void abandon(String message) {
        OpenRequest<A> gone = flight;
        if (gone != null) {
            gone.answerRest(ask -> effects.unknown(ask, message));
            // The session may still read the buffer: it is left to the garbage collector.
            flight = null;
            outcome = null;
        }
        stop(Refusal.CLOSED, message);
    }

    /** Goes on after a call that threw. */
    public void recover(long now) {
        refuseAsFailed(handling);
        handling = null;
        refuseAsFailed(unsent.takeFailed());
        OpenRequest<A> broken = flight;
        if (broken != null && !isSubmitted) {
            broken.answerRest(ask -> effects.refused(ask, Refusal.FAILED, "building the request failed"));
            flight = null;
        } else if (outcome != null) {
            settle(now);
        }
        unsent.fill();
        sendNext(now);
    }

    private void refuseAsFailed(@Nullable A ask) {
        if (ask != null) {
            effects.refused(ask, Refusal.FAILED, "handling the ask failed; the log has the cause");
        }
    }

    /** Events that wait, the request in flight not counted. */
    public int queuedEvents() {
        return unsent.occupancy().events();
    }

    /** Bytes of events that wait, the request in flight not counted. */
    public long queuedBytes() {
        return unsent.occupancy().bytes();
    }

    // ---- the way in

    private void accept(A ask) {
        Closing closed = closing;
        if (closed != null) {
            effects.refused(ask, closed.reason, closed.message);
        } else if (!unsent.fitsAlone(ask)) {
            refuseAsTooMuch(ask);
        } else if (unsent.occupancy().isFullFor(ask)) {
            effects.refused(ask, Refusal.OVERLOADED, unsent.occupancy().toString());
        } else {
            unsent.add(ask);
        }
    }

    private void refuseAsTooMuch(A ask) {
        Limits limits = unsent.limits();
        Operation operation = ask.operation();
        String message = operation.kind() == Operation.Kind.QUERY
                ? "a query for " + ask.results() + " results, but a reply holds at most " + limits.resultsMax(operation)
                        + ": ask for a page at a time"
                : ask.count() + " events, but a request takes at most " + limits.eventsMax(operation)
                        + ": send them in pieces, linked ones together";
        effects.refused(ask, Refusal.TOO_MUCH_DATA, message);
    }

    // ---- the way out

    /** Sends the next request if none is in flight. A rule that gathers a little longer belongs here. */
    private void sendNext(long now) {
        if (isReady && flight == null) {
            OpenRequest<A> next = unsent.next();
            if (next != null) {
                send(next, now);
                unsent.fill();
            }
        }
        reportDrained();
    }

    private void send(OpenRequest<A> request, long now) {
        flight = request;
        flightNumber++;
        sentAt = now;
        isSubmitted = false;
        request.seal();
        isSubmitted = true;
        effects.submit(flightNumber, request.operation, request.seal(), request.events(), request.asks.size());
    }

    private void reportDrained() {
        if (closing != null && !isDrained && flight == null && unsent.isEmpty()) {
            isDrained = true;
            effects.drained();
        }
    }

    // ---- outcomes

    private void settle(long now) {
        OpenRequest<A> request = Objects.requireNonNull(flight);
        boolean isOver = settle(request, Objects.requireNonNull(outcome));
        flight = null;
        outcome = null;
        if (isOver) {
            unsent.recycle(request);
        }
        if (!isReady) {
            effects.doubtful();
        }
        sendNext(now);
    }

    /** Answers the asks or takes them back; false if the request itself will be sent again. */
    private boolean settle(OpenRequest<A> request, Outcome how) {
        if (how instanceof Outcome.Reply reply) {
            deliver(request, reply);
            return true;
        }
        if (how instanceof Outcome.Unknown unknown) {
            isReady = false;
            request.answerRest(ask -> effects.unknown(ask, unknown.why()));
            return true;
        }
        Closing stop = closing;
        if (isStopped && stop != null) {
            request.answerRest(ask -> effects.refused(ask, stop.reason, stop.message));
            return true;
        }
        if (how instanceof Outcome.NotExecuted refused && isFaultOfTheRequest(refused.reason())) {
            takeApart(request, refused.reason());
            return true;
        }
        isReady = false;
        unsent.putBack(request);
        return false;
    }

    private void deliver(OpenRequest<A> request, Outcome.Reply reply) {
        ByteBuffer body = reply.body();
        if (!ReplyForm.fits(request, body)) {
            request.answerRest(ask -> effects.unknown(ask, "the reply does not have the form of the request"));
            return;
        }
        int at = 0;
        for (int i = 0; i < request.asks.size(); i++) {
            int length = ReplyForm.results(request, body, i) * request.operation.resultSize();
            // After a restart in the middle, those before have their answers.
            if (i == request.answered) {
                request.answered++;
                ByteBuffer own = body.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
                effects.results(request.asks.get(i), own, reply.timestamp());
            }
            at += length;
        }
        effects.answered(request.operation, request.events(), request.asks.size(), answeredAt - sentAt);
    }

    private void takeApart(OpenRequest<A> request, EvictionReason reason) {
        if (request.asks.size() > 1) {
            unsent.putBackOneByOne(request);
        } else {
            request.answerRest(ask -> effects.refused(
                    ask,
                    Refusal.INVALID,
                    "the ledger does not accept this request (" + reason + "): " + ask.count() + " events of "
                            + ask.operation()));
        }
    }

    private static boolean isFaultOfTheRequest(EvictionReason reason) {
        return switch (reason) {
            case INVALID_REQUEST_OPERATION, INVALID_REQUEST_BODY, INVALID_REQUEST_BODY_SIZE -> true;
            case NO_SESSION,
                    CLIENT_RELEASE_TOO_LOW,
                    CLIENT_RELEASE_TOO_HIGH,
                    SESSION_TOO_LOW,
                    SESSION_RELEASE_MISMATCH -> false;
        };
    }
}
