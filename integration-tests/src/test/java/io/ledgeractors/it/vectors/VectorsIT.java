package io.ledgeractors.it.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.it.ServerUnderTest;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.tck.time.ManualClock;
import io.ledgeractors.tck.vectors.Coverage;
import io.ledgeractors.tck.vectors.LedgerTarget;
import io.ledgeractors.tck.vectors.Scenario;
import io.ledgeractors.tck.vectors.ScenarioRunner;
import io.ledgeractors.tck.vectors.Scenarios;
import io.ledgeractors.tck.vectors.SessionTarget;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Replays every recorded scenario of the real server against the embedded ledger, through all layers. */
public class VectorsIT {
    private final Coverage coverage = new Coverage();
    private final ScenarioRunner runner = new ScenarioRunner(coverage);

    @Test
    void shouldAnswerAsTheRealServerOverTcp() {
        if (ServerUnderTest.isOutside()) {
            replayOutside();
            return;
        }
        Scenarios.all().forEach(scenario -> {
            ManualClock clock = new ManualClock();
            try (EmbeddedLedger ledger = EmbeddedLedger.open(settings(scenario, clock));
                    LedgerServer server = ledger.serve(ServerSettings.onFreePort())) {
                ClientSettings client = ClientSettings.create(UInt128.ZERO, List.of(server.address()));
                replay(scenario, NativeSession.create(client), clock);
            }
        });
        assertThatAllWereReplayed("over TCP");
    }

    @Test
    void shouldAnswerAsTheRealServerInsideTheJvm() {
        Scenarios.all().forEach(scenario -> {
            ManualClock clock = new ManualClock();
            try (EmbeddedLedger ledger = EmbeddedLedger.open(settings(scenario, clock))) {
                replay(scenario, ledger.newSession(), clock);
            }
        });
        assertThatAllWereReplayed("inside the JVM");
    }

    // This test runs in real time, because pending transfers expire by the server's own clock.
    private void replayOutside() {
        int notReplayed = 0;
        try (ServerUnderTest server = ServerUnderTest.start(UInt128.ZERO)) {
            ClientSettings client = ClientSettings.create(server.cluster(), List.of(server.address()));
            LedgerSession session = NativeSession.create(client);
            awaitRegistered(session);
            SessionTarget target = SessionTarget.inRealTime(session);
            OutsideServer outside = new OutsideServer(target, session.limits());
            for (Scenario scenario : OutsideServer.inOrder()) {
                String reason = outside.reasonAgainst(scenario);
                if (reason.isEmpty()) {
                    runner.run(scenario, target);
                } else {
                    notReplayed++;
                    System.out.println(
                            "vectors: " + scenario + " is not replayed on " + server.address() + ": it " + reason);
                }
            }
            close(session);
        }
        System.out.println("vectors on the outside server: " + coverage + ", not replayed: " + notReplayed);
        assertThat(coverage.scenarios() + notReplayed).isEqualTo(Scenarios.COUNT);
    }

    private void assertThatAllWereReplayed(String where) {
        System.out.println("vectors " + where + ": " + coverage);
        assertThat(coverage.scenarios()).isEqualTo(Scenarios.COUNT);
        assertThat(coverage.steps()).isEqualTo(Scenarios.STEPS);
        assertThat(coverage.createEvents()).isEqualTo(Scenarios.CREATE_EVENTS);
    }

    private static EmbeddedSettings settings(Scenario scenario, ManualClock clock) {
        EmbeddedSettings settings = EmbeddedSettings.inMemory().withClock(clock);
        return scenario.batchSizeLimit() == 0 ? settings : settings.withBatchSizeLimit(scenario.batchSizeLimit());
    }

    private void replay(Scenario scenario, LedgerSession session, ManualClock clock) {
        try {
            awaitRegistered(session);
            runner.run(scenario, new MovedTime(session, clock));
        } finally {
            close(session);
        }
    }

    private static void close(LedgerSession session) {
        session.close().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static void awaitRegistered(LedgerSession session) {
        CompletableFuture<Void> registered = new CompletableFuture<>();
        session.start(state -> {
            if (state.isRegistered()) {
                registered.complete(null);
            }
        });
        registered.orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** A session to a ledger whose clock the test moves. */
    private static final class MovedTime implements LedgerTarget {
        private final SessionTarget session;
        private final ManualClock clock;

        MovedTime(LedgerSession session, ManualClock clock) {
            this.session = new SessionTarget(session, millis -> {}, Duration.ofSeconds(10));
            this.clock = clock;
        }

        @Override
        public Answer execute(Operation operation, ByteBuffer body) {
            return session.execute(operation, body);
        }

        @Override
        public void pause(long millis) {
            clock.advance(Duration.ofMillis(millis));
            if (millis > 1) {
                // After a commit the ledger looks for pending transfers that are due, before it takes the next request.
                session.execute(Operation.LOOKUP_ACCOUNTS, nothing());
            }
        }

        private static ByteBuffer nothing() {
            ByteBuffer body = Bytes.allocate(MultiBatch.trailerSize(1, 16));
            MultiBatch.writeTrailer(body, 0, new int[1], 1, 16);
            return body;
        }
    }
}
