package docs.sessions;

import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.ReplyHandler;
import io.ledgeractors.tck.session.ForwardingSession;
import io.ledgeractors.wire.Operation;
import java.util.concurrent.atomic.LongAdder;

/** A session of a user, which counts the requests that are submitted to another one. */
final class CountingSession extends ForwardingSession {
    private final LongAdder requests = new LongAdder();

    CountingSession(LedgerSession session) {
        super(session);
    }

    long requests() {
        return requests.sum();
    }

    @Override
    public void submit(Operation operation, Body body, ReplyHandler handler) {
        requests.increment();
        super.submit(operation, body, handler);
    }
}
