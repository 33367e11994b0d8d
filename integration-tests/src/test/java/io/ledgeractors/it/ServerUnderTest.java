package io.ledgeractors.it;

import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;

/**
 * The server that a test asks over TCP: an embedded one of its own or, with {@code -Dledger.addresses=HOST:PORT}
 * (and {@code -Dledger.cluster=N}, 0 by default), the outside TigerBeetle there. What a test creates has ids of its
 * own, so it does not matter what else is in that one.
 */
public final class ServerUnderTest implements AutoCloseable {
    private static final String OUTSIDE = System.getProperty("ledger.addresses", "");

    private final EmbeddedLedger ledger;
    private final ReplicaAddress address;
    private final UInt128 cluster;

    private ServerUnderTest(EmbeddedLedger ledger, ReplicaAddress address, UInt128 cluster) {
        this.ledger = ledger;
        this.address = address;
        this.cluster = cluster;
    }

    /** True if an outside server is asked. */
    public static boolean isOutside() {
        return !OUTSIDE.isEmpty();
    }

    /** The outside server, or one of this cluster in memory. */
    public static ServerUnderTest start(UInt128 cluster) {
        if (isOutside()) {
            UInt128 id = UInt128.parse(System.getProperty("ledger.cluster", "0"));
            return new ServerUnderTest(null, ReplicaAddress.parse(OUTSIDE), id);
        }
        EmbeddedLedger ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory().withCluster(cluster));
        return new ServerUnderTest(
                ledger, ledger.serve(ServerSettings.onFreePort()).address(), cluster);
    }

    /** Where it listens. */
    public ReplicaAddress address() {
        return address;
    }

    /** The id of its cluster. */
    public UInt128 cluster() {
        return cluster;
    }

    @Override
    public void close() {
        if (ledger != null) {
            ledger.close();
        }
    }
}
