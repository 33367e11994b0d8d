package io.ledgeractors.it;

import io.ledgeractors.cli.ledger.LedgerPlace;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The server that a test asks over TCP. It is the test's own server, or with {@code -Dledger.addresses=HOST:PORT} an
 * outside TigerBeetle. The addresses are those of its replicas in their order, and {@code -Dledger.cluster=N} is the id
 * of its cluster, 0 by default. A test creates objects with new ids, so the outside server may hold other data.
 * {@link NotOutside} lists the tests that need their own server.
 */
public final class ServerUnderTest implements AutoCloseable {
    private static final String OUTSIDE = System.getProperty("ledger.addresses", "");

    private final Runnable closing;
    private final List<ReplicaAddress> addresses;
    private final UInt128 cluster;

    private ServerUnderTest(Runnable closing, List<ReplicaAddress> addresses, UInt128 cluster) {
        this.closing = closing;
        this.addresses = addresses;
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
                ledger::close, List.of(ledger.serve(ServerSettings.onFreePort()).address()), cluster);
    }

    /** Returns the outside server, or runs {@code ./ledger start} with this cluster in a process of its own. */
    static ServerUnderTest fork(UInt128 cluster) {
        if (isOutside()) {
            return outside();
        }
        ForkedLedger process =
                ForkedLedger.start("start", "--memory", "--addresses", "127.0.0.1:0", "--cluster", cluster.toString());
        return new ServerUnderTest(process::close, List.of(process.awaitAddress()), cluster);
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
        return new ServerUnderTest(() -> {}, ReplicaAddress.parseList(OUTSIDE), id);
    }

    /** Returns the address that the server listens on, or that of its first replica. */
    public ReplicaAddress address() {
        return addresses.get(0);
    }

    /** Returns the addresses of all replicas, in their order. */
    public List<ReplicaAddress> addresses() {
        return addresses;
    }

    /** Returns the id of the server's cluster. */
    public UInt128 cluster() {
        return cluster;
    }

    /** Returns the options that make a command of {@code ./ledger} use this server. */
    String[] arguments() {
        String list = addresses.stream().map(ReplicaAddress::toString).collect(Collectors.joining(","));
        return new String[] {"--addresses", list, "--cluster", cluster.toString()};
    }

    /** Returns the place that makes a job use this server. */
    LedgerPlace place() {
        return LedgerPlace.cluster(addresses, cluster);
    }

    @Override
    public void close() {
        closing.run();
    }
}
