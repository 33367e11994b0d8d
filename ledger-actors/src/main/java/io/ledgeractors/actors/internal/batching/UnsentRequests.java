package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.session.Limits;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Holds everything that is not sent: {@link OpenRequests}, the asks that wait outside of any request, and {@link
 * ReturnedAsks}. Interactive asks that wait outside are placed first. Asks with the same order key keep their order.
 */
final class UnsentRequests<A extends Ask> {
    private final Occupancy occupancy;
    private final Answer<A> tooBig;
    private final RequestPool pool;
    private final OpenRequests<A> open;
    private final KeyTable keys;
    private final WaitingList<A> interactive = new WaitingList<>();
    private final WaitingList<A> bulk = new WaitingList<>();
    private final ReturnedAsks<A> returned = new ReturnedAsks<>();

    /** The ask from a waiting list that is being placed. */
    private @Nullable A placing;

    private @Nullable Limits limits;
    private long time;

    /**
     * Creates an empty queue.
     *
     * @param tooBig answers asks that turn out not to fit into any request
     * @param haveChecksums true if the sessions send the checksums of bodies
     */
    UnsentRequests(QueueBounds bounds, Answer<A> tooBig, boolean haveChecksums) {
        this.pool = new RequestPool(haveChecksums);
        this.open = new OpenRequests<>(pool);
        this.keys = new KeyTable(open::isOpen);
        this.occupancy = new Occupancy(bounds);
        this.tooBig = tooBig;
    }

    Occupancy occupancy() {
        return occupancy;
    }

    /** Sets the time, in ns on the monotonic clock. It is called before anything else. */
    void at(long now) {
        time = now;
    }

    /** Returns the limits of the newest session, before the first one those of a default server. */
    Limits limits() {
        Limits known = limits;
        return known == null ? Limits.DEFAULT : known;
    }

    boolean isEmpty() {
        return occupancy.events() == 0;
    }

    /** Returns true if the next request cannot take more asks, so that it need not wait for others. */
    boolean isFull() {
        return !returned.isEmpty() || !interactive.isEmpty() || !bulk.isEmpty() || open.isOneFull();
    }

    boolean fitsAlone(A ask) {
        return limits().fits(ask.operation(), ask.count(), ask.batches(), ask.results());
    }

    /** Adds an ask that fits alone, to a request or to a waiting list. */
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

    /** Sets the limits of a new session. */
    void limit(Limits now) {
        Limits before = limits;
        limits = now;
        if (before != null && now.isNarrowerThan(before)) {
            narrow(now);
        }
        fill();
    }

    // If a request is too big for the new session, all asks leave one by one, so that their order is kept.
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

    /** Removes and returns the request that leaves next, null if there is none. */
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

    /** Takes back a request that was not sent. It leaves again before all others. */
    void putBack(OpenRequest<A> request) {
        occupancy.add(request);
        returned.put(request);
    }

    /** Takes back the asks of a request that was not executed. They leave one by one, before all others. */
    void putBackOneByOne(OpenRequest<A> request) {
        request.asks.forEach(occupancy::add);
        returned.putOneByOne(request);
    }

    /**
     * Takes back a request that was not executed because some of its batches are forbidden. Their asks get {@code
     * refusal}. The others leave again before all others.
     *
     * @param forbidden the reasons by the number of the batch
     */
    void putBackWithout(OpenRequest<A> request, Map<Integer, String> forbidden, BiConsumer<A, String> refusal) {
        Map<A, String> reasons = reasons(request, forbidden);
        OpenRequest<A> rest =
                open.without(request, reasons::containsKey, ask -> refusal.accept(ask, reasons.get(ask)), limits());
        if (rest.asks.isEmpty()) {
            pool.release(rest.buffer);
        } else {
            putBack(rest);
        }
    }

    // If no batch of the request is meant, all are, because the same request would be forbidden for ever.
    private Map<A, String> reasons(OpenRequest<A> request, Map<Integer, String> forbidden) {
        Map<A, String> reasons = new IdentityHashMap<>();
        int batch = 0;
        for (A ask : request.asks) {
            for (int i = 0; i < ask.batches(); i++) {
                String reason = forbidden.get(batch++);
                if (reason != null) {
                    reasons.putIfAbsent(ask, reason);
                }
            }
        }
        if (reasons.isEmpty()) {
            String reason = forbidden.values().iterator().next();
            request.asks.forEach(ask -> reasons.put(ask, reason));
        }
        return reasons;
    }

    /** Takes back the buffer of a request whose asks all have their answers. */
    void recycle(OpenRequest<A> request) {
        pool.release(request.buffer);
    }

    /** Removes and returns the ask whose placing threw, null if none did. */
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

    /** Removes all asks and gives each {@code answer}. */
    void answerAll(Answer<A> answer) {
        Answer<A> counted = counted(answer);
        returned.answerAll(counted);
        open.takeAll().forEach(request -> request.answerRest(counted));
        remove(interactive, ask -> true, counted);
        remove(bulk, ask -> true, counted);
    }

    /** Removes the asks that {@code isMeant} selects and gives each {@code answer}. The others keep their places. */
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

    /** Places the asks that wait, interactive ones first. */
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
            return WaitingList.Verdict.NO_CAPACITY;
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
