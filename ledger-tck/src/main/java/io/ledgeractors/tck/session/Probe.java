package io.ledgeractors.tck.session;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Drives a session and records its states and outcomes. Thread-safe. */
final class Probe {
    private static final long PATIENCE_SECONDS = 10;

    final LedgerSession session;
    final List<SessionState> states = new CopyOnWriteArrayList<>();
    final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final CountDownLatch registered = new CountDownLatch(1);
    private final CompletableFuture<SessionState> first = new CompletableFuture<>();

    Probe(LedgerSession session) {
        this.session = session;
    }

    /** Starts the session and waits until it is registered. */
    Probe open() {
        session.start(this::onState);
        awaitRegistered();
        return this;
    }

    void onState(SessionState state) {
        states.add(state);
        first.complete(state);
        if (state.isRegistered()) {
            threads.add(Thread.currentThread());
            registered.countDown();
        }
    }

    /** Returns the first state that the session reported. */
    SessionState awaitFirstState() {
        return await(first);
    }

    void awaitRegistered() {
        try {
            if (!registered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("not registered within " + PATIENCE_SECONDS + " s, but " + session.state());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /**
     * Submits a request and returns a future of the outcome, with a reply as {@link Reply}. A second outcome shows in
     * {@code calls}.
     */
    CompletableFuture<Object> submit(Operation operation, ByteBuffer body, List<Outcome> calls) {
        CompletableFuture<Object> result = new CompletableFuture<>();
        session.submit(operation, Body.of(body), outcome -> {
            threads.add(Thread.currentThread());
            calls.add(outcome);
            result.complete(outcome instanceof Outcome.Reply reply ? Reply.copyOf(reply) : outcome);
        });
        return result;
    }

    /** Submits and waits for the reply; any other outcome is an error. */
    Reply ask(Operation operation, ByteBuffer body) {
        Object outcome = await(submit(operation, body, new CopyOnWriteArrayList<>()));
        if (outcome instanceof Reply reply) {
            return reply;
        }
        throw new AssertionError("expected a reply to " + operation + ", but was " + outcome);
    }

    void close() {
        await(session.close().toCompletableFuture());
    }

    static <T> T await(CompletableFuture<T> future) {
        return Patience.await(future, PATIENCE_SECONDS);
    }
}
