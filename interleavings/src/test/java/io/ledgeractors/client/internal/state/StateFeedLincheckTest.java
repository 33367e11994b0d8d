package io.ledgeractors.client.internal.state;

import io.ledgeractors.interleavings.Linearizability;
import io.ledgeractors.session.SessionState;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The present state of a client is linearizable, and so is what a new listener is told. */
@Tag("campaign")
public class StateFeedLincheckTest {
    private final StateFeed feed = new StateFeed();

    @Operation
    public void close() {
        feed.publish(new SessionState.Closed("test"));
    }

    @Operation
    public void open() {
        feed.publish(new SessionState.Opening());
    }

    @Operation
    public String present() {
        return feed.present().getClass().getSimpleName();
    }

    /** Returns the first state that a new listener is told. */
    @Operation
    public String follow() {
        String[] first = new String[1];
        feed.follow(state -> {
                    if (first[0] == null) {
                        first[0] = state.getClass().getSimpleName();
                    }
                })
                .run();
        return first[0];
    }

    @Test
    void shouldBeLinearizable() {
        Linearizability.explore(StateFeedLincheckTest.class);
    }
}
