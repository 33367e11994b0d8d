package io.ledgeractors.actors.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.SessionState;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OpeningSessionTest {
    private final CompletableFuture<Connection> opening = new CompletableFuture<>();
    private final OpeningSession session = new OpeningSession(opening);
    private final List<SessionState> told = new ArrayList<>();

    @Test
    void shouldTellThatItWasClosedWhileTheLedgerOpens() {
        session.start(told::add);
        session.close();
        session.close();
        opening.completeExceptionally(new IllegalStateException("too late"));
        assertThat(told).containsExactly(new SessionState.Opening(), new SessionState.Closed("closed by its user"));
    }

    @Test
    void shouldTellTheEndOnceIfItIsClosedWhileItStarts() {
        session.start(state -> {
            told.add(state);
            session.close();
        });
        assertThat(told).containsExactly(new SessionState.Opening(), new SessionState.Closed("closed by its user"));
    }

    @Test
    void shouldTellNothingButTheEndIfItWasClosedBefore() {
        session.close();
        session.start(told::add);
        opening.completeExceptionally(new IllegalStateException("too late"));
        assertThat(told).containsExactly(new SessionState.Closed("closed by its user"));
    }

    @Test
    void shouldTellNoSecondEndAfterTheLedgerCouldNotBeOpened() {
        session.start(told::add);
        opening.completeExceptionally(new IllegalStateException("no disk"));
        session.close();
        assertThat(told).containsExactly(new SessionState.Opening(), new SessionState.Closed("no disk"));
    }
}
