package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.log.MemoryLog;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Clock;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;

/** Loops without a thread: one actor of a test plays the thread of the ledger. */
public final class Loops {
    /** The body of a request. */
    public static final ByteBuffer BODY = Bytes.allocate(16);

    private Loops() {}

    /** Returns a loop over a ledger of its own that reads and writes nothing. */
    public static ReplicaLoop loop() {
        return loop(() -> {});
    }

    /**
     * Returns such a loop.
     *
     * @param executing runs while a request is executed and its body is read
     */
    public static ReplicaLoop loop(Runnable executing) {
        Replica replica = new Replica(
                new ReplicaSettings(UInt128.ZERO, Release.of(0, 17, 9), Release.CLIENT_MIN, 32_512),
                new QuietMachine(executing));
        replica.replay(replica.start());
        return new ReplicaLoop(replica, new MemoryLog(), Clock.system(), () -> {}, () -> {}, full -> {});
    }
}
