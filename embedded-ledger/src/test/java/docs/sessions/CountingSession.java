package docs.sessions;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/** A session of a user, which counts the requests that are submitted to another one. */
final class CountingSession implements LedgerSession {
    private final LedgerSession session;
    private final LongAdder requests = new LongAdder();

    CountingSession(LedgerSession session) {
        this.session = session;
    }

    long requests() {
        return requests.sum();
    }

    @Override
    public void start(Listener listener) {
        session.start(listener);
    }

    @Override
    public void submit(Operation operation, Body body, ReplyHandler handler) {
        requests.increment();
        session.submit(operation, body, handler);
    }

    @Override
    public SessionState state() {
        return session.state();
    }

    @Override
    public Limits limits() {
        return session.limits();
    }

    @Override
    public CompletionStage<Void> close() {
        return session.close();
    }
}
