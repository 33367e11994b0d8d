package docs.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.tck.session.LedgerSessionContract;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

// #contract
/** A session passes the suite: its own tests are added to those that every session must pass. */
class CountingSessionTest extends LedgerSessionContract {
    private final EmbeddedLedger ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory());

    @Override
    protected LedgerSession newSession() {
        return new CountingSession(ledger.newSession());
    }

    @Override
    protected void closeLedger() {
        ledger.close();
    }
    // #contract

    @Test
    void shouldCountRequests() {
        CountingSession session = new CountingSession(ledger.newSession());
        CompletableFuture<Void> open = new CompletableFuture<>();
        session.start(state -> {
            if (state instanceof SessionState.Registered) {
                open.complete(null);
            }
        });
        open.join();
        CompletableFuture<Void> answered = new CompletableFuture<>();
        ByteBuffer filter = ByteBuffer.allocate(Operation.GET_CHANGE_EVENTS.eventSize());
        session.submit(Operation.GET_CHANGE_EVENTS, Body.of(filter), outcome -> answered.complete(null));
        answered.join();
        assertThat(session.requests()).isOne();
        session.close();
    }
}
