package io.ledgeractors.actors.batcher;

import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Operation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All that is not sent: which request an ask joins, and which request leaves next.
 *
 * <p>Open requests form a list in the order of their numbers. An ask joins the first request of its operation
 * and kind (imported or not) that has room and does not come before the youngest one that holds its key, else it
 * opens a new one at the end. At most one request of an operation and kind without bulk is open, and at most one in all that holds bulk; what
 * finds no place waits outside, interactive asks are placed first. Operations take turns, the oldest request
 * first, and while bulk waits at least every fourth request holds some.
 */
final class UnsentRequests<A extends Ask> {
    private static final int BULK_AT_LEAST_EVERY = 4;

    private final Occupancy occupancy;
    private final Answer<A> tooBig;
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
    /** The ask that waited and is being placed. */
    private @Nullable A placing;

    private @Nullable Limits limits;
    private long time;
    private long lastNumber;
    private @Nullable Operation lastOperation;
    private int sentSinceBulk;

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
        if (returned != null || !alone.isEmpty() || !interactive.isEmpty() || !bulk.isEmpty()) {
            return true;
        }
        for (OpenRequest<A> request : open) {
            if (request.isFull()) {
                return true;
            }
        }
        return false;
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

    /** Takes out the request that leaves next, null if there is none. */
    @Nullable
    OpenRequest<A> next() {
        OpenRequest<A> next = returned;
        returned = null;
        if (next == null) {
            next = nextAlone();
        }
        if (next == null) {
            next = choose();
        }
        if (next != null) {
            leave(next);
        }
        return next;
    }

    /** Places what waits, interactive asks first. */
    void fill() {
        if (limits != null) {
            fill(interactive);
            fill(bulk);
        }
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

    /** Takes back a request that was not sent: it leaves again before all others. */
    void putBack(OpenRequest<A> request) {
        occupancy.add(request);
        returned = request;
    }

    /** Takes back the asks of a request that was not executed: each leaves by itself, before all others. */
    void putBackOneByOne(OpenRequest<A> request) {
        request.asks.forEach(occupancy::add);
        alone.addAll(request.asks);
    }

    /** Takes back the buffer of a request that is over. */
    void recycle(OpenRequest<A> request) {
        pool.give(request.buffer);
    }

    /** Empties all, each ask told {@code answer}. */
    void answerAll(Answer<A> answer) {
        Answer<A> counted = ask -> {
            occupancy.remove(ask);
            answer.to(ask);
        };
        if (returned != null) {
            returned.answerRest(counted);
        }
        alone.forEach(counted::to);
        open.forEach(request -> request.answerRest(counted));
        returned = null;
        alone.clear();
        open.clear();
        bulkHolder = null;
        answerAll(interactive, counted);
        answerAll(bulk, counted);
    }

    private void answerAll(WaitingList<A> list, Answer<A> answer) {
        list.sweep(ask -> {
            forgetWaiting(ask);
            answer.to(ask);
            return WaitingList.Verdict.TAKE;
        });
    }

    /** Takes out the asks that are meant, each told {@code answer}; what is left keeps its place. */
    void remove(Predicate<A> isMeant, Answer<A> answer) {
        remove(interactive, isMeant, answer);
        remove(bulk, isMeant, answer);
        alone.removeIf(ask -> {
            boolean isGone = isMeant.test(ask);
            if (isGone) {
                occupancy.remove(ask);
                answer.to(ask);
            }
            return isGone;
        });
        OpenRequest<A> first = returned;
        OpenRequest<A> restOfFirst = first == null ? null : without(first, isMeant, answer);
        returned = restOfFirst == null || restOfFirst.asks.isEmpty() ? null : restOfFirst;
        for (OpenRequest<A> request : List.copyOf(open)) {
            // An empty one stays until it is the oldest: it may stand for keys that older ones hold too.
            OpenRequest<A> rest = without(request, isMeant, answer);
            open.set(open.indexOf(request), rest);
            if (bulkHolder == request) {
                bulkHolder = rest.holdsBulk() ? rest : null;
            }
        }
        fill();
    }

    private void remove(WaitingList<A> list, Predicate<A> isMeant, Answer<A> answer) {
        list.sweep(ask -> {
            if (!isMeant.test(ask)) {
                return WaitingList.Verdict.LEAVE;
            }
            forgetWaiting(ask);
            occupancy.remove(ask);
            answer.to(ask);
            return WaitingList.Verdict.TAKE;
        });
    }

    // The asks' bytes stand one behind the other: without some of them a request is built anew.
    private OpenRequest<A> without(OpenRequest<A> request, Predicate<A> isMeant, Answer<A> answer) {
        if (request.asks.stream().noneMatch(isMeant)) {
            return request;
        }
        OpenRequest<A> rest = request.emptied(pool.take(limits().batchSizeLimit()));
        for (A ask : request.asks) {
            if (isMeant.test(ask)) {
                occupancy.remove(ask);
                answer.to(ask);
            } else {
                rest.add(ask);
            }
        }
        pool.give(request.buffer);
        return rest;
    }

    // ---- placing

    private int slot(A ask) {
        return ask.order() == 0 ? -1 : keys.slot(ask.order());
    }

    private void forgetWaiting(A ask) {
        int slot = slot(ask);
        if (slot >= 0) {
            keys.removeWaiting(slot);
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
        OpenRequest<A> request = requestFor(ask, holder);
        if (request == null) {
            return false;
        }
        request.add(ask);
        if (request.number == lastNumber && (open.isEmpty() || open.get(open.size() - 1) != request)) {
            open.add(request);
        }
        if (request.holdsBulk()) {
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
            if (request.isFor(ask)) {
                boolean laneFits = !ask.isBulk() || bulkHolder == null || bulkHolder == request;
                if (laneFits && request.number >= holder && request.hasRoomFor(ask)) {
                    return request;
                }
                hasOneWithoutBulk |= !request.holdsBulk();
            }
        }
        boolean mayOpen = ask.isBulk() ? bulkHolder == null : !hasOneWithoutBulk;
        return mayOpen ? newRequest(ask) : null;
    }

    private OpenRequest<A> newRequest(A first) {
        Limits now = Objects.requireNonNull(limits);
        return new OpenRequest<>(++lastNumber, first, now, pool.take(now.batchSizeLimit()), time);
    }

    private boolean isOpen(long number) {
        for (OpenRequest<A> request : open) {
            if (request.number == number) {
                return true;
            }
        }
        return false;
    }

    private void refuse(A ask) {
        occupancy.remove(ask);
        tooBig.to(ask);
    }

    // ---- leaving

    private void leave(OpenRequest<A> request) {
        open.remove(request);
        occupancy.remove(request);
        bulkHolder = bulkHolder == request ? null : bulkHolder;
        lastOperation = request.operation;
        boolean bulkWaits = bulkHolder != null || !bulk.isEmpty();
        sentSinceBulk = request.holdsBulk() || !bulkWaits ? 0 : sentSinceBulk + 1;
    }

    private @Nullable OpenRequest<A> nextAlone() {
        for (A ask = alone.poll(); ask != null; ask = alone.poll()) {
            if (fitsAlone(ask)) {
                OpenRequest<A> request = newRequest(ask);
                request.add(ask);
                return request;
            }
            refuse(ask);
        }
        return null;
    }

    private @Nullable OpenRequest<A> choose() {
        dropEmpty();
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

    private void dropEmpty() {
        int before = open.size();
        while (!open.isEmpty() && open.get(0).asks.isEmpty()) {
            pool.give(open.remove(0).buffer);
        }
        if (open.size() < before) {
            fill();
        }
    }

    private boolean mayLeave(OpenRequest<A> request) {
        return !request.asks.isEmpty() && open.get(0).number > request.after;
    }

    // ---- a session with smaller limits: what is too big goes ask by ask, with all the rest to keep the order

    private void narrow(Limits now) {
        List<OpenRequest<A>> unsent = new ArrayList<>(open);
        if (returned != null) {
            unsent.add(returned);
        }
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
}
