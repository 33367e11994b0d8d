package io.ledgeractors.actors.batcher;

import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the batcher: one request in flight, the next ones assembled and summed meanwhile.
 *
 * <p>Open requests form a list in the order of their numbers. An ask joins the first request of its operation
 * that has room and does not come before the youngest one that holds its key, else it opens a new one at the
 * end. At most one request of an operation without bulk is open, and at most one in all that holds bulk; what
 * finds no place waits outside, interactive asks are placed first. Operations take turns, the oldest request
 * first, and while bulk waits at least every fourth request holds some. An ask never looks into its events.
 *
 * <p>A call changes the state and has {@link Effects}; there is no clock, no thread and no I/O. After a call
 * that threw, {@link #recover} goes on: only the ask that was being handled is lost, and refused. Not
 * thread-safe.
 *
 * @param <A> the asks
 */
public final class BatcherCore<A extends Ask> {
    private static final int BULK_AT_LEAST_EVERY = 4;

    private record Closing(Refusal reason, String message) {}

    private final QueueLimits bounds;
    private final Effects<A> effects;
    private final RequestPool pool = new RequestPool();
    private final List<OpenRequest<A>> open = new ArrayList<>();
    private final KeyTable keys = new KeyTable(this::isOpen);
    private final WaitingList<A> interactive = new WaitingList<>();
    private final WaitingList<A> bulk = new WaitingList<>();
    /** Asks of a merged request that was not executed: each is sent once by itself, before all others. */
    private final ArrayDeque<A> alone = new ArrayDeque<>();

    /** A request that came back unsent: leaves before all others. */
    private @Nullable OpenRequest<A> returned;

    private @Nullable OpenRequest<A> bulkHolder;
    private @Nullable OpenRequest<A> flight;
    private @Nullable Outcome outcome;
    private long flightNumber;
    private long sentAt;
    private long answeredAt;
    private boolean isSubmitted;

    private @Nullable Limits limits;
    private boolean isReady;
    private @Nullable Closing closing;
    private boolean isDrained;
    private @Nullable A handling;

    private long lastNumber;
    private @Nullable Operation lastOperation;
    private int sentSinceBulk;
    private int queuedEvents;
    private long queuedBytes;
    // What of these is bulk.
    private int bulkEvents;
    private long bulkBytes;

    /** Rules with an empty queue and no session. */
    public BatcherCore(QueueLimits bounds, Effects<A> effects) {
        this.bounds = bounds;
        this.effects = effects;
    }

    /** Takes an ask: it is answered at once, placed, or sent. */
    public void ask(A ask, long now) {
        handling = ask;
        accept(ask);
        handling = null;
        sendNext(now);
    }

    /** The session takes requests. */
    public void registered(Limits now, long time) {
        Limits before = limits;
        limits = now;
        if (before != null && now.batchSizeLimit() < before.batchSizeLimit()) {
            sendEachAloneIfOneIsTooBig(now);
        }
        isReady = true;
        fill();
        sendNext(time);
    }

    /** The session takes no requests until it is {@link #registered} again; what is unsent waits. */
    public void suspended() {
        isReady = false;
    }

    /** Takes the outcome of request {@code number}; the reply's bytes stay valid from now on. */
    public void outcome(long number, Outcome how, long now) {
        if (flight == null || number != flightNumber || outcome != null) {
            return;
        }
        outcome = how;
        answeredAt = now;
        settle(now);
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
        isReady = false;
        refuseUnsent(reason, message);
        reportDrained();
    }

    /** Answers everybody now: refuses what is unsent, reports the request in flight as unknown. */
    public void abandon(String message) {
        closing = new Closing(Refusal.CLOSED, message);
        isReady = false;
        refuseUnsent(Refusal.CLOSED, message);
        OpenRequest<A> gone = flight;
        if (gone != null && isSubmitted) {
            answerRest(gone, ask -> effects.unknown(ask, message));
            // The session may still read the buffer: it is left to the garbage collector.
            flight = null;
            outcome = null;
        }
        reportDrained();
    }

    /** Goes on after a call that threw. */
    public void recover(long now) {
        A lost = handling;
        handling = null;
        if (lost != null) {
            effects.refused(lost, Refusal.FAILED, "handling the ask failed; the log has the cause");
        }
        OpenRequest<A> broken = flight;
        if (broken != null && !isSubmitted) {
            answerRest(broken, ask -> effects.refused(ask, Refusal.FAILED, "building the request failed"));
            flight = null;
        } else if (outcome != null) {
            settle(now);
        }
        sendNext(now);
    }

    /** Events that wait, the request in flight not counted. */
    public int queuedEvents() {
        return queuedEvents;
    }

    /** Bytes of events that wait, the request in flight not counted. */
    public long queuedBytes() {
        return queuedBytes;
    }

    // ---- the way in

    private void accept(A ask) {
        Closing closed = closing;
        if (closed != null) {
            effects.refused(ask, closed.reason, closed.message);
        } else if (!fitsAlone(ask)) {
            effects.refused(ask, Refusal.TOO_MUCH_DATA, tooMuch(ask));
        } else if (isFullFor(ask)) {
            effects.refused(ask, Refusal.OVERLOADED, overloaded());
        } else {
            enqueue(ask);
        }
    }

    private void enqueue(A ask) {
        int slot = ask.order() == 0 ? -1 : keys.slot(ask.order());
        int waiting = slot < 0 ? 0 : keys.waiting(slot);
        if (waiting != 0 || limits == null || !place(ask, slot)) {
            boolean inBulk = waiting != 0 ? waiting < 0 : ask.isBulk();
            (inBulk ? bulk : interactive).add(ask);
            if (slot >= 0) {
                keys.addWaiting(slot, inBulk);
            }
        }
        count(ask, 1);
    }

    private boolean fitsAlone(A ask) {
        Limits known = limits;
        return (known == null ? Limits.DEFAULT : known).fits(ask.operation(), ask.count(), 1, ask.results());
    }

    private boolean isFullFor(A ask) {
        int events = queuedEvents - bulkEvents + Math.max(1, ask.count());
        long bytes = queuedBytes - bulkBytes + ask.events().limit();
        // Bulk waits in its sender's memory, and its sender bounds it; see QueueLimits.
        return !ask.isBulk() && (events > bounds.events() || bytes > bounds.bytes());
    }

    private void count(A ask, int sign) {
        int events = sign * Math.max(1, ask.count());
        long bytes = (long) sign * ask.events().limit();
        queuedEvents += events;
        queuedBytes += bytes;
        if (ask.isBulk()) {
            bulkEvents += events;
            bulkBytes += bytes;
        }
    }

    private void count(OpenRequest<A> request, int sign) {
        queuedEvents += sign * request.weight;
        queuedBytes += (long) sign * request.payload();
        bulkEvents += sign * request.bulkWeight;
        bulkBytes += (long) sign * request.bulkPayload;
    }

    // ---- placing

    /** Places what waits, interactive asks first. */
    private void fill() {
        if (limits != null) {
            fill(interactive);
            fill(bulk);
        }
    }

    private void fill(WaitingList<A> list) {
        if (!list.isEmpty()) {
            keys.beginPass();
            list.sweep(this::visit);
        }
    }

    private WaitingList.Verdict visit(A ask) {
        int slot = ask.order() == 0 ? -1 : keys.slot(ask.order());
        if (slot >= 0 && keys.isPassedOver(slot)) {
            return WaitingList.Verdict.LEAVE;
        }
        boolean fits = fitsAlone(ask);
        if (fits && !place(ask, slot)) {
            if (slot >= 0) {
                keys.passOver(slot);
            }
            return WaitingList.Verdict.NO_ROOM;
        }
        if (slot >= 0) {
            keys.removeWaiting(slot);
        }
        if (!fits) {
            count(ask, -1);
            effects.refused(ask, Refusal.TOO_MUCH_DATA, tooMuch(ask));
        }
        return WaitingList.Verdict.TAKE;
    }

    private boolean place(A ask, int slot) {
        long holder = slot < 0 ? 0 : keys.request(slot);
        OpenRequest<A> request = requestFor(ask, holder);
        if (request == null) {
            return false;
        }
        boolean isNew = request.asks.isEmpty();
        request.add(ask);
        if (isNew) {
            open.add(request);
        }
        if (request.holdsBulk) {
            bulkHolder = request;
        }
        if (slot >= 0) {
            request.after = Math.max(request.after, holder == request.number ? 0 : holder);
            keys.setRequest(slot, request.number);
        }
        return true;
    }

    private @Nullable OpenRequest<A> requestFor(A ask, long holder) {
        boolean hasOneWithoutBulk = false;
        for (OpenRequest<A> request : open) {
            if (request.operation == ask.operation()) {
                boolean laneFits = !ask.isBulk() || bulkHolder == null || bulkHolder == request;
                if (laneFits && request.number >= holder && request.hasRoomFor(ask)) {
                    return request;
                }
                hasOneWithoutBulk |= !request.holdsBulk;
            }
        }
        boolean mayOpen = ask.isBulk() ? bulkHolder == null : !hasOneWithoutBulk;
        return mayOpen ? newRequest(ask.operation()) : null;
    }

    private OpenRequest<A> newRequest(Operation operation) {
        Limits now = Objects.requireNonNull(limits);
        return new OpenRequest<>(++lastNumber, operation, now, pool.take(now.batchSizeLimit()));
    }

    private boolean isOpen(long number) {
        for (OpenRequest<A> request : open) {
            if (request.number == number) {
                return true;
            }
        }
        return false;
    }

    // ---- the way out

    /** Sends the next request if none is in flight. A rule that gathers a little longer belongs here. */
    private void sendNext(long now) {
        if (isReady && flight == null) {
            OpenRequest<A> next = takeNext();
            if (next != null) {
                send(next, now);
                fill();
            }
        }
    }

    private void send(OpenRequest<A> request, long now) {
        count(request, -1);
        flight = request;
        isSubmitted = false;
        lastOperation = request.operation;
        boolean bulkWaits = bulkHolder != null || !bulk.isEmpty();
        sentSinceBulk = request.holdsBulk || !bulkWaits ? 0 : sentSinceBulk + 1;
        flightNumber++;
        sentAt = now;
        effects.submit(flightNumber, request.operation, request.seal(), request.events(), request.asks.size());
        isSubmitted = true;
    }

    private @Nullable OpenRequest<A> takeNext() {
        OpenRequest<A> next = returned;
        if (next != null) {
            returned = null;
            return next;
        }
        next = nextAlone();
        if (next != null) {
            return next;
        }
        next = choose();
        if (next != null) {
            open.remove(next);
            bulkHolder = bulkHolder == next ? null : bulkHolder;
        }
        return next;
    }

    private @Nullable OpenRequest<A> choose() {
        OpenRequest<A> due = bulkHolder;
        if (due != null && sentSinceBulk >= BULK_AT_LEAST_EVERY - 1 && mayLeave(due)) {
            return due;
        }
        OpenRequest<A> oldest = null;
        for (OpenRequest<A> request : open) {
            if (mayLeave(request)) {
                if (request.operation != lastOperation) {
                    return request;
                }
                oldest = oldest == null ? request : oldest;
            }
        }
        return oldest;
    }

    private boolean mayLeave(OpenRequest<A> request) {
        return open.get(0).number > request.after;
    }

    private @Nullable OpenRequest<A> nextAlone() {
        for (A ask = alone.poll(); ask != null; ask = alone.poll()) {
            if (fitsAlone(ask)) {
                OpenRequest<A> request = newRequest(ask.operation());
                request.add(ask);
                return request;
            }
            count(ask, -1);
            effects.refused(ask, Refusal.TOO_MUCH_DATA, tooMuch(ask));
        }
        return null;
    }

    // ---- outcomes

    private void settle(long now) {
        OpenRequest<A> request = Objects.requireNonNull(flight);
        Outcome how = Objects.requireNonNull(outcome);
        if (how instanceof Outcome.Reply reply) {
            deliver(request, reply);
        } else if (how instanceof Outcome.Unknown unknown) {
            isReady = false;
            answerRest(request, ask -> effects.unknown(ask, unknown.why()));
        } else if (how instanceof Outcome.NotSent) {
            putBack(request);
        } else if (how instanceof Outcome.NotExecuted refused) {
            notExecuted(request, refused.reason());
        }
        flight = null;
        outcome = null;
        if (request != returned) {
            pool.give(request.buffer);
        }
        if (!isReady) {
            effects.doubtful();
        }
        sendNext(now);
        reportDrained();
    }

    private void deliver(OpenRequest<A> request, Outcome.Reply reply) {
        ByteBuffer body = reply.body();
        if (!belongsTo(request, body)) {
            answerRest(request, ask -> effects.unknown(ask, "the reply does not have the form of the request"));
            return;
        }
        int at = 0;
        int size = request.operation.resultSize();
        for (int i = 0; i < request.asks.size(); i++) {
            int length = results(request, body, i) * size;
            if (i == request.answered) {
                request.answered++;
                ByteBuffer own = body.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
                effects.results(request.asks.get(i), own, reply.timestamp());
            }
            at += length;
        }
        effects.answered(request.operation, request.events(), request.asks.size(), answeredAt - sentAt);
    }

    private boolean belongsTo(OpenRequest<A> request, ByteBuffer body) {
        Operation operation = request.operation;
        if (!operation.isMultiBatch()) {
            return body.limit() % operation.resultSize() == 0;
        }
        if (MultiBatch.batches(body, 0, body.limit(), operation.resultSize()) != request.asks.size()) {
            return false;
        }
        for (int i = 0; i < request.asks.size(); i++) {
            int results = results(request, body, i);
            int worst = request.asks.get(i).results();
            if (results > worst || (operation.isCreate() && results != worst)) {
                return false;
            }
        }
        return true;
    }

    private int results(OpenRequest<A> request, ByteBuffer body, int index) {
        return request.operation.isMultiBatch()
                ? MultiBatch.count(body, 0, body.limit(), index)
                : body.limit() / request.operation.resultSize();
    }

    private void notExecuted(OpenRequest<A> request, EvictionReason reason) {
        switch (reason) {
            case INVALID_REQUEST_OPERATION, INVALID_REQUEST_BODY, INVALID_REQUEST_BODY_SIZE -> {
                if (request.asks.size() == 1) {
                    answerRest(request, ask -> effects.refused(ask, Refusal.INVALID, invalid(ask, reason)));
                } else {
                    spread(request);
                }
            }
            case CLIENT_RELEASE_TOO_LOW, CLIENT_RELEASE_TOO_HIGH -> {
                isReady = false;
                answerRest(request, ask -> effects.refused(ask, Refusal.UNAVAILABLE, "the ledger answered " + reason));
            }
            case NO_SESSION, SESSION_TOO_LOW, SESSION_RELEASE_MISMATCH -> putBack(request);
        }
    }

    private void putBack(OpenRequest<A> request) {
        isReady = false;
        Closing closed = closing;
        if (closed != null && closed.reason != Refusal.CLOSED) {
            answerRest(request, ask -> effects.refused(ask, closed.reason, closed.message));
            return;
        }
        count(request, 1);
        returned = request;
    }

    private void spread(OpenRequest<A> request) {
        for (A ask : request.asks) {
            alone.add(ask);
            count(ask, 1);
        }
    }

    private void sendEachAloneIfOneIsTooBig(Limits now) {
        List<OpenRequest<A>> unsent = new ArrayList<>();
        if (returned != null) {
            unsent.add(returned);
        }
        unsent.addAll(open);
        if (unsent.stream().allMatch(request -> request.fits(now))) {
            unsent.forEach(request -> request.narrow(now));
            return;
        }
        List<A> before = List.copyOf(alone);
        alone.clear();
        if (returned != null) {
            alone.addAll(returned.asks);
        }
        alone.addAll(before);
        open.forEach(request -> alone.addAll(request.asks));
        open.clear();
        returned = null;
        bulkHolder = null;
    }

    private interface Answer<A> {
        void to(A ask);
    }

    private void answerRest(OpenRequest<A> request, Answer<A> answer) {
        while (request.answered < request.asks.size()) {
            answer.to(request.asks.get(request.answered++));
        }
    }

    private void refuseUnsent(Refusal reason, String message) {
        Answer<A> refuse = ask -> {
            count(ask, -1);
            effects.refused(ask, reason, message);
        };
        if (returned != null) {
            answerRest(returned, refuse);
        }
        alone.forEach(refuse::to);
        open.forEach(request -> answerRest(request, refuse));
        returned = null;
        alone.clear();
        open.clear();
        bulkHolder = null;
        refuseAll(interactive, refuse);
        refuseAll(bulk, refuse);
    }

    private void refuseAll(WaitingList<A> list, Answer<A> refuse) {
        list.sweep(ask -> {
            if (ask.order() != 0) {
                keys.removeWaiting(keys.slot(ask.order()));
            }
            refuse.to(ask);
            return WaitingList.Verdict.TAKE;
        });
    }

    private void reportDrained() {
        if (closing != null && !isDrained && flight == null && queuedEvents == 0) {
            isDrained = true;
            effects.drained();
        }
    }

    // ---- words

    private String tooMuch(A ask) {
        Limits known = limits == null ? Limits.DEFAULT : limits;
        Operation operation = ask.operation();
        return operation.kind() == Operation.Kind.QUERY
                ? "a query for " + ask.results() + " results, but a reply holds at most " + known.resultsMax(operation)
                        + ": ask for a page at a time"
                : ask.count() + " events, but a request takes at most " + known.eventsMax(operation)
                        + ": send them in pieces, linked ones together";
    }

    private String overloaded() {
        return (queuedEvents - bulkEvents) + " events (" + (queuedBytes - bulkBytes)
                + " bytes) wait already; the limits are " + bounds.events()
                + " and " + bounds.bytes();
    }

    private String invalid(A ask, EvictionReason reason) {
        return "the ledger does not accept this request (" + reason + "): " + ask.count() + " events of "
                + ask.operation();
    }
}
