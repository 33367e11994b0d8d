package io.ledgeractors.testkit.internal.fault;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.testkit.fault.AskedEvents;
import io.ledgeractors.testkit.fault.Fault;
import io.ledgeractors.testkit.fault.NextAsk;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The faults that wait for asks, in the order in which they were named. Each ask is struck by at most one of them, the
 * first that wants it. Thread-safe.
 */
public final class FaultPlan {
    private static final int ASKS_REMEMBERED = 10;

    private final List<PlannedFault> waiting = new ArrayList<>();
    private final Deque<String> lastAsks = new ArrayDeque<>();
    private long asks;
    // Asks do not take the lock while there is no fault.
    private volatile boolean isIdle = true;

    /** Selects the next ask of an operation, or of any if it is null, with an id, or any if it is null. */
    public NextAsk next(@Nullable Operation operation, @Nullable UInt128 id) {
        return new Choice(this, Selection.next(operation, id));
    }

    synchronized Fault add(Selection selection, Strike strike) {
        PlannedFault fault = new PlannedFault(this, new FaultRule(selection, strike), asks);
        waiting.add(fault);
        isIdle = false;
        return fault;
    }

    /**
     * Returns the fault that strikes an ask at a batcher, or null if none does. It is called once for each ask.
     *
     * @param operation operation of the ask
     * @param events its encoded events
     */
    public @Nullable PlannedFault strikeAsk(Operation operation, ByteBuffer events) {
        return isIdle ? null : strike(new AskedEvents(operation, events), fault -> true);
    }

    /**
     * Returns the fault that strikes a request that no batcher sends, or null if none does. It is called once for each
     * request.
     *
     * @param events encoded events of all its batches
     */
    public @Nullable PlannedFault strikeRequest(Operation operation, ByteBuffer events) {
        return isIdle
                ? null
                : strike(new AskedEvents(operation, events), fault -> fault.strike() instanceof Strike.OnRequest);
    }

    private synchronized @Nullable PlannedFault strike(AskedEvents ask, Predicate<PlannedFault> isPossible) {
        remember(ask);
        PlannedFault found = null;
        for (PlannedFault fault : waiting) {
            if (isPossible.test(fault) && fault.wants(ask) && found == null) {
                found = fault;
            }
        }
        if (found != null) {
            found.pick();
            waiting.removeIf(PlannedFault::isExhausted);
            isIdle = waiting.isEmpty();
        }
        return found;
    }

    /** Returns the faults that wait for an ask, in words. */
    public synchronized List<String> waiting() {
        return waiting.stream().map(PlannedFault::toString).toList();
    }

    /** Takes all faults back that wait for an ask. */
    public synchronized void clear() {
        List.copyOf(waiting).forEach(PlannedFault::cancel);
    }

    /** Takes all faults back that this thread has named and that wait for an ask. */
    public synchronized void clearOf(Thread owner) {
        waiting.stream().filter(fault -> fault.isOf(owner)).toList().forEach(PlannedFault::cancel);
    }

    synchronized void remove(PlannedFault fault) {
        waiting.remove(fault);
        isIdle = waiting.isEmpty();
    }

    /**
     * Returns the last asks, in words, for messages.
     *
     * @param before number of asks that came before and are not meant
     */
    synchronized String lastAsks(long before) {
        long meant = asks - before;
        if (meant == 0) {
            return "no ask came after it was named";
        }
        return "the last asks were: "
                + lastAsks.stream().skip(Math.max(0, lastAsks.size() - meant)).collect(Collectors.joining("; "));
    }

    private void remember(AskedEvents ask) {
        asks++;
        lastAsks.add(ask.toString());
        if (lastAsks.size() > ASKS_REMEMBERED) {
            lastAsks.remove();
        }
    }
}
