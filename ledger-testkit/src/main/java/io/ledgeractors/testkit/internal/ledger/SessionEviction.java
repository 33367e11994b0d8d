package io.ledgeractors.testkit.internal.ledger;

import io.ledgeractors.embedded.SteppedLedger;
import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.embedded.server.MemoryConnection;
import io.ledgeractors.embedded.server.MemoryPeer;
import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import java.util.Random;

/** Lets a server forget its sessions. Stateless. */
public final class SessionEviction {
    private SessionEviction() {}

    /**
     * Registers as many newer clients as a server has sessions, so that it forgets all sessions before. Ends early if
     * the ledger stops meanwhile.
     */
    public static void evictAll(SteppedLedger ledger, UInt128 cluster, Random random) {
        for (int i = 0; i < ReplicaLoop.SESSIONS_MAX && ledger.stopped() == null; i++) {
            MemoryConnection connection = ledger.connect(new SilentPeer());
            connection.receive(RegisterFrames.of(cluster, random));
            ledger.execute();
            ledger.force();
            connection.close();
        }
    }

    private static final class SilentPeer implements MemoryPeer {
        @Override
        public void receive(ByteBuffer frame) {}

        @Override
        public void closed(String why) {}
    }
}
