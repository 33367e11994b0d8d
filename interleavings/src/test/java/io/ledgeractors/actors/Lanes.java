package io.ledgeractors.actors;

import io.ledgeractors.actors.LedgerBatcher.Submit;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A bulk lane whose batcher is a list, which the lane's own lock guards. */
final class Lanes {
    /** A command of so many events takes all credit. */
    static final int ALL = BulkLane.BOUNDS.events();

    private static final ByteBuffer EVENTS = Bytes.allocate(ALL * 128);

    private final List<Submit> batcher = new ArrayList<>();
    private final AtomicInteger granted = new AtomicInteger();
    private final BulkLane lane = new BulkLane(batcher::add);

    BulkLane lane() {
        return lane;
    }

    /** Sends a command of so many events. */
    BulkLane.Ticket send(int events) {
        ByteBuffer some = EVENTS.duplicate().limit(events * 128);
        return lane.send(Submit.of(Operation.CREATE_TRANSFERS, some, reply -> {}), granted::incrementAndGet);
    }

    /** Answers the command at this place, which gives its credit back. */
    void answer(int index) {
        batcher.get(index).refused(Refusal.CLOSED, "test");
    }

    /** Returns how many commands the batcher has. */
    int sent() {
        return batcher.size();
    }

    /** Returns how many commands were sent out of the line. */
    int granted() {
        return granted.get();
    }

    /** Returns the number of events of each command that the batcher has, in order. */
    String sizes() {
        return batcher.stream().map(Submit::count).toList().toString();
    }
}
