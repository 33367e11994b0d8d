package io.ledgeractors.client.internal.call;

import io.ledgeractors.client.exception.QueueFullException;
import io.ledgeractors.client.exception.RequestException;
import io.ledgeractors.session.Limits;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The pure rules of the bounded queue of calls. One call is in flight, and the others wait in their order. After each
 * input, take all effects by {@link #poll()}. Not thread-safe.
 *
 * <p>Each offered call comes out exactly once, as {@link Submit} or as {@link Refuse}. After a submitted call got its
 * outcome, call {@link #answered()}.
 */
final class CallQueue<C extends CallQueue.Entry> {
    /** A call, as the queue sees it. */
    interface Entry {
        /** Returns the size of the request in bytes. */
        int size();

        /** Returns why the call does not fit into one request or its reply, or null if it fits. */
        @Nullable
        RequestException refusal(Limits limits);
    }

    /** An action that the queue asks for. */
    sealed interface Effect<C> {}

    /** Submits the call to the session. */
    record Submit<C>(C call) implements Effect<C> {}

    /** Refuses the call, which was not sent and never will be. */
    record Refuse<C>(C call, RequestException why) implements Effect<C> {}

    private final int callsMax;
    private final long bytesMax;
    private final Queue<C> waiting = new ArrayDeque<>();
    private final Queue<Effect<C>> effects = new ArrayDeque<>();
    private long waitingBytes;
    private boolean busy;
    private @Nullable Limits limits;
    private @Nullable Supplier<RequestException> end;

    CallQueue(int callsMax, long bytesMax) {
        this.callsMax = callsMax;
        this.bytesMax = bytesMax;
    }

    /** Adds a call. */
    void offer(C call) {
        RequestException tooMuch = call.refusal(knownLimits());
        if (end != null) {
            effects.add(new Refuse<>(call, end.get()));
        } else if (tooMuch != null) {
            effects.add(new Refuse<>(call, tooMuch));
        } else if (isFull(call)) {
            effects.add(new Refuse<>(call, new QueueFullException(callsMax, bytesMax)));
        } else {
            waiting.add(call);
            waitingBytes += call.size();
            next();
        }
    }

    /** Returns the server's limits. Before they are known, returns limits that no server exceeds. */
    Limits knownLimits() {
        return limits == null ? Limits.DEFAULT : limits;
    }

    /** Takes note that the session is registered, so calls may be submitted. */
    void registered(Limits granted) {
        limits = granted;
        next();
    }

    /** Takes note that the call in flight has its outcome. */
    void answered() {
        busy = false;
        next();
    }

    /** Ends the queue, so that all waiting and later calls are refused. The first reason stays. */
    void end(Supplier<RequestException> why) {
        if (end != null) {
            return;
        }
        end = why;
        for (C call = take(); call != null; call = take()) {
            effects.add(new Refuse<>(call, why.get()));
        }
    }

    /** Returns why all calls are refused, or null if they are not. */
    @Nullable
    Supplier<RequestException> endReason() {
        return end;
    }

    /** Returns the next effect to carry out, or null if none is left. */
    @Nullable
    Effect<C> poll() {
        return effects.poll();
    }

    private boolean isFull(C call) {
        boolean goesAtOnce = limits != null && !busy && waiting.isEmpty();
        return !goesAtOnce && (waiting.size() >= callsMax || waitingBytes + call.size() > bytesMax);
    }

    // The limits may have become known after the call was offered, and a development server grants small ones.
    private void next() {
        while (limits != null && !busy) {
            C call = take();
            if (call == null) {
                return;
            }
            RequestException tooMuch = call.refusal(limits);
            busy = tooMuch == null;
            effects.add(tooMuch == null ? new Submit<>(call) : new Refuse<>(call, tooMuch));
        }
    }

    private @Nullable C take() {
        C call = waiting.poll();
        if (call != null) {
            waitingBytes -= call.size();
        }
        return call;
    }
}
