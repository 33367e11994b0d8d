package io.ledgeractors.it;

import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * The server that a test asks over TCP. It is the test's own server, or with {@code -Dledger.addresses=HOST:PORT} (and
 * {@code -Dledger.cluster=N}, 0 by default) an outside TigerBeetle. A test creates objects with new ids, so the outside
 * server may hold other data. {@link NotOutside} lists the tests that need their own server.
 */
public final class ServerUnderTest implements AutoCloseable {
    private static final String OUTSIDE = System.getProperty("ledger.addresses", "");

    private final Runnable closing;
    private final ReplicaAddress address;
    private final UInt128 cluster;

    private ServerUnderTest(Runnable closing, ReplicaAddress address, UInt128 cluster) {
        this.closing = closing;
        this.address = address;
        this.cluster = cluster;
    }

    /** Returns true if the tests use an outside server. */
    public static boolean isOutside() {
        return !OUTSIDE.isEmpty();
    }

    /** Returns the outside server, or starts an embedded one of this cluster in memory. */
    public static ServerUnderTest start(UInt128 cluster) {
        if (isOutside()) {
            return outside();
        }
        EmbeddedLedger ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory().withClusterId(cluster));
        return new ServerUnderTest(
                ledger::close, ledger.serve(ServerSettings.onFreePort()).address(), cluster);
    }

    /** Returns the outside server, or runs {@code ./ledger start} with this cluster in a process of its own. */
    static ServerUnderTest fork(UInt128 cluster) {
        if (isOutside()) {
            return outside();
        }
        ForkedLedger process =
                ForkedLedger.start("start", "--memory", "--addresses", "127.0.0.1:0", "--cluster", cluster.toString());
        return new ServerUnderTest(process::close, process.awaitAddress(), cluster);
    }

    /**
     * Returns the options that make {@code ./ledger} use the outside server, or else the embedded ledger in that
     * directory.
     */
    static String[] argumentsOr(Path data) {
        return isOutside() ? outside().arguments() : new String[] {"--data", data.toString()};
    }

    private static ServerUnderTest outside() {
        UInt128 id = UInt128.parse(System.getProperty("ledger.cluster", "0"));
        return new ServerUnderTest(() -> {}, ReplicaAddress.parse(OUTSIDE), id);
    }

    /** Returns the address that the server listens on. */
    public ReplicaAddress address() {
        return address;
    }

    /** Returns the id of the server's cluster. */
    public UInt128 cluster() {
        return cluster;
    }

    /** Returns the options that make a command of {@code ./ledger} use this server. */
    String[] arguments() {
        return new String[] {"--addresses", address.toString(), "--cluster", cluster.toString()};
    }

    /** Returns the place that makes a job use this server. */
    LedgerPlace place() {
        return LedgerPlace.cluster(List.of(address), cluster);
    }

    @Override
    public void close() {
        closing.run();
    }
}
