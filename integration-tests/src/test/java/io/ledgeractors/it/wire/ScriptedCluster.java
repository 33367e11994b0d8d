package io.ledgeractors.it.wire;

import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Three replicas as a client sees them. They are three embedded servers of one ledger, so they agree as replicas do,
 * each behind a {@link ScriptedReplica}. The test changes the view. Thread-safe.
 */
final class ScriptedCluster implements AutoCloseable {
    static final int REPLICAS = 3;

    private final EmbeddedLedger ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory());
    private final List<ScriptedReplica> replicas = new ArrayList<>();
    private final Map<UInt128, UInt128> sentByPassed = new ConcurrentHashMap<>();
    private final AtomicReference<Runnable> instead = new AtomicReference<>();
    private final AtomicInteger copies = new AtomicInteger();
    private final Map<Long, Integer> misdirected = new ConcurrentHashMap<>();
    private volatile int view = REPLICAS;

    /** Creates a cluster in view 3, so that replica 0 is the primary. */
    ScriptedCluster() throws IOException {
        for (int i = 0; i < REPLICAS; i++) {
            ReplicaAddress server = ledger.serve(ServerSettings.onFreePort()).address();
            replicas.add(new ScriptedReplica(this, i, server));
        }
    }

    List<ReplicaAddress> addresses() {
        return replicas.stream().map(ScriptedReplica::address).toList();
    }

    int view() {
        return view;
    }

    int primary() {
        return view % REPLICAS;
    }

    boolean isPrimary(int replica) {
        return primary() == replica;
    }

    /** Sets the view from now on. */
    void changeView(int next) {
        view = next;
    }

    /** Drops the next reply and runs the action instead. */
    void loseNextReply(Runnable then) {
        instead.set(then);
    }

    void kill(int replica) throws IOException {
        replicas.get(replica).kill();
    }

    void revive(int replica) throws IOException {
        replicas.get(replica).revive();
    }

    boolean isLost() {
        Runnable then = instead.getAndSet(null);
        if (then != null) {
            then.run();
        }
        return then != null;
    }

    /** Sends a reply a second time, from a backup, as a real cluster does. */
    void copy(ByteBuffer reply, int from) {
        int other = (int) (reply.getLong(Header.Reply.OP) % REPLICAS);
        if (other != from) {
            replicas.get(other).send(Bytes.getU128(reply, Header.Reply.CLIENT), reply);
            copies.incrementAndGet();
        }
    }

    /** Returns the number of replies that were sent twice so far. */
    int copies() {
        return copies.get();
    }

    void misdirected(long session) {
        misdirected.merge(session, 1, Integer::sum);
    }

    /**
     * Returns the number of requests of a session that backups have dropped so far. A register belongs to session 0,
     * and its second copy can arrive after the session is registered.
     */
    int countOfMisdirected(long session) {
        return misdirected.getOrDefault(session, 0);
    }

    void passed(UInt128 checksum, UInt128 sent) {
        sentByPassed.put(checksum, sent);
    }

    UInt128 sent(UInt128 checksum) {
        return sentByPassed.getOrDefault(checksum, checksum);
    }

    @Override
    public void close() throws IOException {
        for (ScriptedReplica replica : replicas) {
            replica.close();
        }
        ledger.close();
    }
}
