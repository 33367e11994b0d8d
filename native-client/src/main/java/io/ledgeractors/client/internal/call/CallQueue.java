package io.ledgeractors.client.internal.call;

import io.ledgeractors.client.exception.QueueFullException;
import io.ledgeractors.client.exception.RequestException;
import io.ledgeractors.session.Limits;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which call goes next, and which are refused: one in flight, the others behind it in their order, bounded. Pure
 * rules, not thread-safe: after each input take all effects by {@link #poll()}.
 *
 * <p>Every call offered comes out exactly once: as {@link Submit}, whoever submits it tells by
 * {@link #answered()} when its outcome is there; or as {@link Refuse}.
 */
final class CallQueue<C extends CallQueue.Entry> {
    /** What the queue needs to know of a call. */
    interface Entry {
        /** Bytes of its request. */
        int size();

        /** Why it does not fit into one request or its reply, null: it fits. */
        @Nullable
        RequestException refusal(Limits limits);
    }

    /** What to do now. */
    sealed interface Effect<C> {}

    /** Hand the call to the session. */
    record Submit<C>(C call) implements Effect<C> {}

    /** Tell the asker that his call was not sent, and never will be. */
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

    /** A call was made. */
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

    /** The server's limits, or those that no server exceeds. */
    Limits knownLimits() {
        return limits == null ? Limits.DEFAULT : limits;
    }

    /** The session is registered, so that calls may be submitted. */
    void registered(Limits granted) {
        limits = granted;
        next();
    }

    /** The call in flight has its outcome. */
    void answered() {
        busy = false;
        next();
    }

    /** Nothing is submitted any more: all that waits is refused, and all that comes. The first reason stays. */
    void end(Supplier<RequestException> why) {
        if (end != null) {
            return;
        }
        end = why;
        for (C call = take(); call != null; call = take()) {
            effects.add(new Refuse<>(call, why.get()));
        }
    }

    /** Why calls are refused from now on, null: they are not. */
    @Nullable
    Supplier<RequestException> ended() {
        return end;
    }

    /** The next effect to carry out, null: none is left. */
    @Nullable
    Effect<C> poll() {
        return effects.poll();
    }

    private boolean isFull(C call) {
        boolean goesAtOnce = limits != null && !busy && waiting.isEmpty();
        return !goesAtOnce && (waiting.size() >= callsMax || waitingBytes + call.size() > bytesMax);
    }

    // The limit may have come only after a call did: a development server grants a small one.
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
