package io.ledgeractors.actors;

import io.ledgeractors.interleavings.Linearizability;
import org.jetbrains.lincheck.datastructures.Operation;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bulk lane is linearizable: each call takes effect at one moment between its beginning and its end. */
@Tag("campaign")
public class BulkLaneLincheckTest {
    private final Lanes lanes = new Lanes();
    private final BulkLane.Ticket waiting;

    public BulkLaneLincheckTest() {
        lanes.send(Lanes.ALL / 2);
        lanes.send(Lanes.ALL / 2);
        waiting = lanes.send(Lanes.ALL);
    }

    @Operation(runOnce = true)
    public void answerFirst() {
        lanes.answer(0);
    }

    @Operation(runOnce = true)
    public void answerSecond() {
        lanes.answer(1);
    }

    @Operation
    public boolean withdraw() {
        return waiting.withdraw();
    }

    @Operation
    public boolean isWaiting() {
        return waiting.isWaiting();
    }

    @Operation
    public void send() {
        lanes.send(1);
    }

    @Operation
    public int events() {
        return lanes.lane().events();
    }

    @Operation
    public int waiting() {
        return lanes.lane().waiting();
    }

    @Test
    void shouldBeLinearizable() {
        Linearizability.stress(BulkLaneLincheckTest.class);
    }
}
