package io.ledgeractors.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.message.LedgerRecorder;
import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.it.wire.Relay;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Operation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Loses sessions under load: a server in another process evicts the batcher, is killed, or its replies are lost. Every
 * answer to every ask must be true. {@code -Dledger.losses=N} loses more sessions, {@code -Dledger.seed=N} repeats a
 * run.
 *
 * <p>An outside server is killed only with {@code -Dledger.restart='COMMAND'}. This shell command must kill the server
 * and start it again on the same data, and must not wait for its end. Every outcome stays known with {@code
 * -Dledger.give.up.millis=N} if N is longer than the restart.
 */
class LossIT {
    private static final long SEED = Long.getLong("ledger.seed", System.nanoTime());
    private static final String RESTART = System.getProperty("ledger.restart", "");
    private static final int LOSSES = Integer.getInteger("ledger.losses", Way.values().length);
    private static final Duration GIVE_UP_AFTER = Duration.ofMillis(Long.getLong("ledger.give.up.millis", 1_500));
    private static final int SESSIONS = 64;

    private enum Way {
        EVICTED_AFTER_IT_WAS_EXECUTED,
        EVICTED_BEFORE_IT_CAME,
        REPLY_DROPPED,
        GIVEN_UP_AFTER_IT_WAS_EXECUTED,
        GIVEN_UP_BEFORE_IT_CAME,
        KILLED
    }

    private final Random random = new Random(SEED);
    private final AtomicInteger resolved = new AtomicInteger();
    private final AtomicInteger sessions = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger hopeless = new AtomicInteger();
    private final AtomicInteger replies = new AtomicInteger();
    private ForkedLedger server;
    private ReplicaAddress address;
    private UInt128 cluster;

    @TempDir
    Path directory;

    @Test
    void shouldTellEveryAskerTheTruthWhateverBecomesOfTheSession() throws Exception {
        System.out.println("seed " + SEED);
        find();
        List<Way> ways = ways();
        try (Relay relay = new Relay(address)) {
            ActorTestKit kit = ActorTestKit.create("loss", config(relay.address(), cluster));
            try {
                Ledger ledger = Ledger.get(kit.system());
                ledger.record(new Counter());
                LossLoad load = new LossLoad(ledger, SEED);
                load.start();
                for (int i = 0; i < LOSSES; i++) {
                    awaitMore(replies, 20);
                    ForkedLedger.pause(random.nextInt(50));
                    lose(relay, ways.get(i % ways.size()));
                }
                awaitMore(replies, 20);
                load.end();
                load.compare();
                System.out.println(LOSSES + " losses of " + ways + ", " + resolved + " requests resolved, " + sessions
                        + " sessions, " + hopeless + " given up before they were open");
                assertThat(resolved).hasValueGreaterThanOrEqualTo(LOSSES / 2);
                // A server that takes longer to come back than a session waits leaves even the next session hopeless.
                // Each such session leaves at most one ask of each asker without an answer.
                assertThat(load.unknown())
                        .as("unknown outcomes with %s hopeless sessions", hopeless)
                        .isLessThanOrEqualTo((long) hopeless.get() * LossLoad.ASKERS);
            } finally {
                kit.shutdownTestKit();
            }
        } finally {
            if (server != null) {
                server.close();
            }
        }
    }

    private static List<Way> ways() {
        List<Way> ways = new ArrayList<>(List.of(Way.values()));
        if (ServerUnderTest.isOutside() && RESTART.isEmpty()) {
            ways.remove(Way.KILLED);
            System.out.println("left out, a killed server: -Dledger.restart does not say how to start it again");
        }
        return ways;
    }

    private void lose(Relay relay, Way way) throws Exception {
        int before = sessions.get();
        switch (way) {
            case EVICTED_AFTER_IT_WAS_EXECUTED -> {
                relay.silence();
                evict();
                relay.speak();
            }
            case EVICTED_BEFORE_IT_CAME -> {
                Runnable release = relay.hold();
                evict();
                release.run();
            }
            case REPLY_DROPPED -> {
                relay.silence();
                ForkedLedger.pause(random.nextInt(100));
                relay.speak();
            }
            case GIVEN_UP_AFTER_IT_WAS_EXECUTED -> {
                int endedBefore = ended.get();
                relay.silence();
                awaitMore(ended, endedBefore + 1 - ended.get());
                relay.speak();
            }
            case GIVEN_UP_BEFORE_IT_CAME -> {
                Runnable release = relay.hold();
                awaitMore(sessions, before + 1 - sessions.get());
                // The pause often ends in the middle of the resolution.
                busyPause(random.nextInt(3_000));
                release.run();
            }
            case KILLED -> restart();
        }
    }

    /** Registers so many sessions that the server evicts the session that waits for its reply. */
    private void evict() throws Exception {
        for (int i = 0; i < SESSIONS; i++) {
            NativeSession session = NativeSession.create(ClientSettings.create(cluster, List.of(address)));
            CompletableFuture<Void> registered = new CompletableFuture<>();
            session.start(state -> {
                if (state.isRegistered()) {
                    registered.complete(null);
                }
            });
            registered.get(20, TimeUnit.SECONDS);
            session.close().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private void awaitMore(AtomicInteger counter, int more) {
        int enough = counter.get() + more;
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (counter.get() < enough) {
            assertThat(System.nanoTime())
                    .as("nothing goes on; the server said: %s", server == null ? "-" : server.output())
                    .isLessThan(until);
            ForkedLedger.pause(1);
        }
    }

    private static void busyPause(int micros) {
        long until = System.nanoTime() + 1_000L * micros;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }
    }

    private void find() {
        if (ServerUnderTest.isOutside()) {
            try (ServerUnderTest outside = ServerUnderTest.start(UInt128.ZERO)) {
                address = outside.address();
                cluster = outside.cluster();
            }
        } else {
            cluster = UInt128.ZERO;
            serve("127.0.0.1:0");
        }
    }

    private void restart() throws Exception {
        if (ServerUnderTest.isOutside()) {
            Process restart = new ProcessBuilder("sh", "-c", RESTART)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(restart.waitFor(60, TimeUnit.SECONDS)).as(RESTART).isTrue();
            assertThat(restart.exitValue()).as(RESTART).isZero();
        } else {
            server.kill();
            server.close();
            serve(address.toString());
        }
    }

    private void serve(String at) {
        server = ForkedLedger.start(
                "start", "--data", directory.resolve("server").toString(), "--addresses", at);
        address = server.awaitAddress();
    }

    private static Config config(ReplicaAddress address, UInt128 cluster) {
        return ConfigFactory.parseString("ledger-actors { connection = cluster, cluster { addresses = \"" + address
                        + "\", cluster-id = \"" + cluster + "\", give-up-after = " + GIVE_UP_AFTER.toMillis()
                        + " ms }, batcher.max-backoff = 100 ms }")
                .withFallback(ConfigFactory.load());
    }

    private final class Counter implements LedgerRecorder {
        // Only the batcher's thread uses these.
        private boolean wasOpen;

        @Override
        public void requestAnswered(Operation operation, int events, int asks, long nanos) {
            replies.incrementAndGet();
        }

        @Override
        public void requestResolved(Operation operation, int events, int asks) {
            resolved.incrementAndGet();
        }

        @Override
        public void sessionChanged(SessionState state) {
            if (state instanceof SessionState.Registered) {
                sessions.incrementAndGet();
                wasOpen = true;
            } else if (state instanceof SessionState.Evicted || state instanceof SessionState.Closed) {
                hopeless.addAndGet(wasOpen ? 0 : 1);
                wasOpen = false;
                ended.incrementAndGet();
            }
        }
    }
}
