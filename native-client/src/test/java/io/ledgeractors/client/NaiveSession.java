package io.ledgeractors.client;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.tck.naive.NaiveTarget;
import io.ledgeractors.tck.vectors.LedgerTarget;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;

/** A session with a naive ledger, on a thread of its own. */
final class NaiveSession implements LedgerSession {
    private record Waiting(Operation operation, ByteBuffer body, ReplyHandler handler) {}

    private final NaiveTarget ledger;
    private final Limits limits;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "naive-session");
        worker.setDaemon(true);
        return worker;
    });
    private final AtomicReference<Waiting> waiting = new AtomicReference<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private volatile Listener listener = state -> {};
    private volatile SessionState state = new SessionState.Connecting();

    NaiveSession(Limits limits) {
        this.limits = limits;
        this.ledger = NaiveTarget.create(limits.batchSizeLimit());
    }

    @Override
    public void start(Listener newListener) {
        listener = newListener;
        thread.execute(() -> become(FakeSession.REGISTERED));
    }

    @Override
    public void submit(Operation operation, Body body, ReplyHandler handler) {
        Waiting next = new Waiting(operation, body.bytes(), handler);
        if (!waiting.compareAndSet(null, next)) {
            throw new IllegalStateException("a second request in flight");
        }
        try {
            thread.execute(() -> answer(next));
        } catch (RejectedExecutionException closed) {
            end(next, new Outcome.NotSent("the session is closed"));
        }
    }

    private void answer(Waiting request) {
        if (waiting.get() != request) {
            return;
        }
        LedgerTarget.Answer answer = ledger.execute(request.operation, request.body);
        end(request, new Outcome.Reply(answer.body(), answer.timestamp()));
        Bytes.zero(answer.body(), 0, answer.body().limit());
    }

    private void end(Waiting request, Outcome outcome) {
        if (waiting.compareAndSet(request, null)) {
            request.handler.onOutcome(outcome);
        }
    }

    private void become(SessionState next) {
        state = next;
        listener.onState(next);
    }

    @Override
    public SessionState state() {
        return state;
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public CompletionStage<Void> close() {
        try {
            thread.execute(() -> {
                if (!(state instanceof SessionState.Closed)) {
                    become(new SessionState.Closed("closed by its user"));
                    Waiting lost = waiting.get();
                    if (lost != null) {
                        end(lost, new Outcome.Unknown("closed by its user"));
                    }
                    thread.shutdown();
                    gone.complete(null);
                }
            });
        } catch (RejectedExecutionException before) {
            return gone;
        }
        return gone;
    }
}
