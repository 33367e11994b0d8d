package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.session.Limits;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that is not sent: {@link OpenRequests}, the asks that find no place in one and wait outside, of which interactive
 * ones are placed first, and {@link ReturnedAsks}. The asks of a key keep their order.
 */
final class UnsentRequests<A extends Ask> {
    private final Occupancy occupancy;
    private final Answer<A> tooBig;
    private final RequestPool pool = new RequestPool();
    private final OpenRequests<A> open = new OpenRequests<>(pool);
    private final KeyTable keys = new KeyTable(open::isOpen);
    private final WaitingList<A> interactive = new WaitingList<>();
    private final WaitingList<A> bulk = new WaitingList<>();
    private final ReturnedAsks<A> returned = new ReturnedAsks<>();

    /** The ask that waited and is being placed. */
    private @Nullable A placing;

    private @Nullable Limits limits;
    private long time;

    /** Nothing yet; {@code tooBig} is told to asks that turn out not to fit into any request. */
    UnsentRequests(QueueLimits bounds, Answer<A> tooBig) {
        this.occupancy = new Occupancy(bounds);
        this.tooBig = tooBig;
    }

    Occupancy occupancy() {
        return occupancy;
    }

    /** Tells the time, in ns, before anything else is called. */
    void at(long now) {
        time = now;
    }

    /** The limits of the session, until there was one those of a default server. */
    Limits limits() {
        Limits known = limits;
        return known == null ? Limits.DEFAULT : known;
    }

    boolean isEmpty() {
        return occupancy.events() == 0;
    }

    /** True if the next request cannot take more: to wait for others is pointless. */
    boolean isFull() {
        return !returned.isEmpty() || !interactive.isEmpty() || !bulk.isEmpty() || open.isOneFull();
    }

    boolean fitsAlone(A ask) {
        return limits().fits(ask.operation(), ask.count(), 1, ask.results());
    }

    /** Takes an ask that fits alone: into a request, or to those that wait. */
    void add(A ask) {
        int slot = slot(ask);
        int waiting = slot < 0 ? 0 : keys.waiting(slot);
        if (waiting != 0 || limits == null || !place(ask, slot)) {
            // All asks of a key wait in one list, so that they keep their order.
            boolean inBulk = waiting != 0 ? waiting < 0 : ask.isBulk();
            (inBulk ? bulk : interactive).add(ask);
            if (slot >= 0) {
                keys.addWaiting(slot, inBulk);
            }
        }
        occupancy.add(ask);
    }

    /** Goes by the limits of a session from now on. */
    void limit(Limits now) {
        Limits before = limits;
        limits = now;
        if (before != null && now.batchSizeLimit() < before.batchSizeLimit()) {
            narrow(now);
        }
        fill();
    }

    // What is too big for a session with smaller limits goes ask by ask, with all the rest to keep the order.
    private void narrow(Limits now) {
        OpenRequest<A> whole = returned.whole();
        if (open.fit(now) && (whole == null || whole.fits(now))) {
            open.narrow(now);
            if (whole != null) {
                whole.narrow(now);
            }
        } else {
            returned.takeApart(open.takeAll());
        }
    }

    /** Takes out the request that leaves next, null if there is none. */
    @Nullable
    OpenRequest<A> next() {
        OpenRequest<A> next = returned.takeWhole();
        if (next == null) {
            next = nextAlone();
        }
        if (next == null) {
            if (open.dropEmpty()) {
                fill();
            }
            next = open.choose();
        }
        if (next != null) {
            open.leave(next, !bulk.isEmpty());
            occupancy.remove(next);
        }
        return next;
    }

    private @Nullable OpenRequest<A> nextAlone() {
        for (A ask = returned.takeOne(); ask != null; ask = returned.takeOne()) {
            if (fitsAlone(ask)) {
                OpenRequest<A> request = open.create(ask, Objects.requireNonNull(limits), time);
                request.add(ask);
                return request;
            }
            refuse(ask);
        }
        return null;
    }

    /** Takes back a request that was not sent: it leaves again before all others. */
    void putBack(OpenRequest<A> request) {
        occupancy.add(request);
        returned.put(request);
    }

    /** Takes back the asks of a request that was not executed: each leaves by itself, before all others. */
    void putBackOneByOne(OpenRequest<A> request) {
        request.asks.forEach(occupancy::add);
        returned.putOneByOne(request);
    }

    /** Takes back the buffer of a request that is over. */
    void recycle(OpenRequest<A> request) {
        pool.give(request.buffer);
    }

    /** Forgets and returns the ask whose placing threw, null if none did. */
    @Nullable
    A takeFailed() {
        A failed = placing;
        placing = null;
        if (failed != null) {
            occupancy.remove(failed);
            forgetWaiting(failed);
        }
        return failed;
    }

    // ---- asks that are answered unsent

    /** Empties all, each ask told {@code answer}. */
    void answerAll(Answer<A> answer) {
        Answer<A> counted = counted(answer);
        returned.answerAll(counted);
        open.takeAll().forEach(request -> request.answerRest(counted));
        remove(interactive, ask -> true, counted);
        remove(bulk, ask -> true, counted);
    }

    /** Takes out the asks that are meant, each told {@code answer}; what is left keeps its place. */
    void remove(Predicate<A> isMeant, Answer<A> answer) {
        Answer<A> counted = counted(answer);
        remove(interactive, isMeant, counted);
        remove(bulk, isMeant, counted);
        returned.remove(isMeant, counted, request -> open.without(request, isMeant, counted, limits()));
        open.remove(isMeant, counted, limits());
        fill();
    }

    private Answer<A> counted(Answer<A> answer) {
        return ask -> {
            occupancy.remove(ask);
            answer.to(ask);
        };
    }

    private void remove(WaitingList<A> list, Predicate<A> isMeant, Answer<A> answer) {
        list.sweep(ask -> {
            if (!isMeant.test(ask)) {
                return WaitingList.Verdict.LEAVE;
            }
            forgetWaiting(ask);
            answer.to(ask);
            return WaitingList.Verdict.TAKE;
        });
    }

    private void refuse(A ask) {
        occupancy.remove(ask);
        tooBig.to(ask);
    }

    // ---- placing

    /** Places what waits, interactive asks first. */
    void fill() {
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
        placing = ask;
        WaitingList.Verdict verdict = verdictOn(ask);
        placing = null;
        return verdict;
    }

    private WaitingList.Verdict verdictOn(A ask) {
        int slot = slot(ask);
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
            refuse(ask);
        }
        return WaitingList.Verdict.TAKE;
    }

    private boolean place(A ask, int slot) {
        long holder = slot < 0 ? 0 : keys.request(slot);
        OpenRequest<A> request = open.place(ask, holder, limits(), time);
        if (request != null && slot >= 0) {
            keys.setRequest(slot, request.number);
        }
        return request != null;
    }

    private int slot(A ask) {
        return ask.order() == 0 ? -1 : keys.slot(ask.order());
    }

    private void forgetWaiting(A ask) {
        int slot = slot(ask);
        if (slot >= 0) {
            keys.removeWaiting(slot);
        }
    }
}
