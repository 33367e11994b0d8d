package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The requests that asks may still join, in the order of their numbers. It decides which request an ask joins, and
 * which one leaves next.
 *
 * <p>An ask with an {@link Ask#intervention()} opens a request that no other ask joins. The following rules are about
 * other asks.
 *
 * <p>An ask joins the first request of its operation and kind (imported or not) that has capacity for it. It never
 * joins a request before the youngest one that holds its key. If there is none, the ask opens a new request at the end.
 * For each operation and kind, at most one request without asks of the bulk lane is open. At most one open request in
 * all holds asks of the bulk lane. Operations take turns, and the oldest request leaves first. While bulk asks wait, at
 * least every fourth request holds some of them.
 */
final class OpenRequests<A extends Ask> {
    private static final int BULK_AT_LEAST_EVERY = 4;

    private final RequestPool pool;
    private final List<OpenRequest<A>> open = new ArrayList<>();
    private @Nullable OpenRequest<A> bulkHolder;
    private long lastNumber;
    private @Nullable Operation lastOperation;
    private int sentSinceBulk;

    OpenRequests(RequestPool pool) {
        this.pool = pool;
    }

    /** Creates an empty request for asks like {@code first}. It is not in the list. */
    OpenRequest<A> create(A first, Limits limits, long now) {
        RequestBuffer buffer = first.intervention() == null
                ? pool.take(limits.batchSizeLimit())
                : pool.once(OpenRequest.sizeOf(first));
        return new OpenRequest<>(++lastNumber, first, limits, buffer, now);
    }

    boolean isOpen(long number) {
        for (OpenRequest<A> request : open) {
            if (request.number == number) {
                return true;
            }
        }
        return false;
    }

    /** Returns true if a request cannot take more asks. */
    boolean isOneFull() {
        for (OpenRequest<A> request : open) {
            if (request.isFull()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Lets an ask join a request.
     *
     * @param holder number of the youngest open request that holds its key, 0: none
     * @return the request; null if no request has capacity for the ask now
     */
    @Nullable
    OpenRequest<A> place(A ask, long holder, Limits limits, long now) {
        OpenRequest<A> request = requestFor(ask, holder, limits, now);
        if (request == null) {
            return null;
        }
        request.add(ask);
        if (request.number == lastNumber && (open.isEmpty() || open.get(open.size() - 1) != request)) {
            open.add(request);
        }
        if (request.holdsBulk() && request.intervention == null) {
            bulkHolder = request;
        }
        request.after = Math.max(request.after, holder == request.number ? 0 : holder);
        return request;
    }

    private @Nullable OpenRequest<A> requestFor(A ask, long holder, Limits limits, long now) {
        if (ask.intervention() != null) {
            return create(ask, limits, now);
        }
        boolean hasOneWithoutBulk = false;
        for (OpenRequest<A> request : open) {
            if (request.isFor(ask) && request.intervention == null) {
                boolean laneFits = !ask.isBulk() || bulkHolder == null || bulkHolder == request;
                if (laneFits && request.number >= holder && request.hasCapacityFor(ask)) {
                    return request;
                }
                hasOneWithoutBulk |= !request.holdsBulk();
            }
        }
        boolean mayOpen = ask.isBulk() ? bulkHolder == null : !hasOneWithoutBulk;
        return mayOpen ? create(ask, limits, now) : null;
    }

    // ---- leaving

    /** Removes the oldest requests that have lost all their asks. Returns true if there were any. */
    boolean dropEmpty() {
        int before = open.size();
        while (!open.isEmpty() && open.get(0).asks.isEmpty()) {
            pool.release(open.remove(0).buffer);
        }
        return open.size() < before;
    }

    /** Returns the request that leaves next, null if none may leave. */
    @Nullable
    OpenRequest<A> choose() {
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
        return !request.asks.isEmpty() && open.get(0).number > request.after;
    }

    /** Tells that a request leaves, whether it is in the list or not. */
    void leave(OpenRequest<A> request, boolean bulkWaitsOutside) {
        open.remove(request);
        bulkHolder = bulkHolder == request ? null : bulkHolder;
        lastOperation = request.operation;
        boolean bulkWaits = bulkHolder != null || bulkWaitsOutside;
        sentSinceBulk = request.holdsBulk() || !bulkWaits ? 0 : sentSinceBulk + 1;
    }

    /** Removes and returns all requests. */
    List<OpenRequest<A>> takeAll() {
        List<OpenRequest<A>> all = List.copyOf(open);
        open.clear();
        bulkHolder = null;
        return all;
    }

    // ---- other asks, other limits

    /** Removes the asks that {@code isMeant} selects and gives each {@code answer}. */
    void remove(Predicate<A> isMeant, Answer<A> answer, Limits limits) {
        for (int i = 0; i < open.size(); i++) {
            // An empty request stays until it is the oldest, because it may hold keys that older ones hold too.
            OpenRequest<A> request = open.get(i);
            OpenRequest<A> rest = without(request, isMeant, answer, limits);
            open.set(i, rest);
            if (bulkHolder == request) {
                bulkHolder = rest.holdsBulk() ? rest : null;
            }
        }
    }

    /** Returns a request without the selected asks. It is built anew, because the bytes of its asks are contiguous. */
    OpenRequest<A> without(OpenRequest<A> request, Predicate<A> isMeant, Answer<A> answer, Limits limits) {
        if (request.asks.stream().noneMatch(isMeant)) {
            return request;
        }
        OpenRequest<A> rest = request.emptied(pool.take(limits.batchSizeLimit()));
        for (A ask : request.asks) {
            if (isMeant.test(ask)) {
                answer.to(ask);
            } else {
                rest.add(ask);
            }
        }
        pool.release(request.buffer);
        return rest;
    }

    boolean fit(Limits limits) {
        return open.stream().allMatch(request -> request.fits(limits));
    }

    void narrow(Limits limits) {
        open.forEach(request -> request.narrow(limits));
    }
}
