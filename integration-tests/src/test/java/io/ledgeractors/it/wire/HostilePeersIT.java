package io.ledgeractors.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.tck.frames.RecordedFrame;
import io.ledgeractors.tck.frames.RecordedFrames;
import io.ledgeractors.wire.Operation;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Runs peers that send nonsense, do not finish what they begin, or do not read. The server must not crash, hang or leak
 * a buffer, and must serve a good client meanwhile. {@link MutatedAnswersIT} tests the client's side.
 */
@Timeout(600)
class HostilePeersIT {
    private static final int MUTATED = Integer.getInteger("ledger.mutated.frames", 5_000);
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int HALF_OPEN = Integer.getInteger("ledger.half.open", 400);

    private final long seed = Long.getLong("ledger.seed", 20_261_121);
    private final IdGenerator ids = new IdGenerator();
    private final LeakWatch watch = new LeakWatch();
    private EmbeddedLedger ledger;
    private LedgerServer server;

    @BeforeEach
    void serve() {
        System.out.println("hostile peers: -Dledger.seed=" + seed);
        ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory());
        server = ledger.serve(ServerSettings.onFreePort());
    }

    @AfterEach
    void stop() throws InterruptedException {
        String stopped = ledger.stopped();
        ledger.close();
        try (watch) {
            assertThat(watch.leaks()).isEmpty();
        }
        assertThat(stopped).as("the ledger goes on").isNull();
    }

    @Test
    void shouldServeAGoodClientBesideMutatedFrames() throws Exception {
        try (GoodClient good = new GoodClient(server.address())) {
            nonsense().frames(MUTATED);
        }
    }

    @Test
    void shouldServeAGoodClientBesideSessionsThatMutateTheirRequests() throws Exception {
        try (GoodClient good = new GoodClient(server.address())) {
            nonsense().requests(MUTATED);
        }
    }

    @Test
    void shouldServeAGoodClientBesidePeersThatDoNotGoOn() throws Exception {
        byte[] frame = RecordedFrames.all().stream()
                .map(RecordedFrame::bytes)
                .map(ByteBuffer::array)
                .filter(bytes -> bytes.length > 300)
                .findFirst()
                .orElseThrow();
        List<AutoCloseable> peers = new ArrayList<>();
        try (EmbeddedLedger calm = EmbeddedLedger.open(EmbeddedSettings.inMemory());
                GoodClient good = new GoodClient(server.address());
                GoodClient undisturbed =
                        new GoodClient(calm.serve(ServerSettings.onFreePort()).address())) {
            for (int i = 0; i < HALF_OPEN; i++) {
                Socket half = connect();
                peers.add(half);
                half.getOutputStream().write(frame, 0, i % 300);
            }
            for (int i = 0; i < 20; i++) {
                BareClient deaf = new BareClient(server.address(), ids.next()).register();
                peers.add(deaf);
                deaf.askWithoutReading(Operation.LOOKUP_ACCOUNTS, Bodies.ids());
            }
            assertThatItIsAsFast(good, undisturbed);
            try (GoodClient late = new GoodClient(server.address())) {
                late.slowest(500);
            }
        } finally {
            for (AutoCloseable peer : peers) {
                peer.close();
            }
        }
    }

    // Both clients are measured at the same time, so that other load of the machine slows both down. Many rounds even
    // chance out. If the peers slow the client beside them down, it loses most rounds and is never ahead by five.
    private static void assertThatItIsAsFast(GoodClient beside, GoodClient alone) throws InterruptedException {
        beside.slowest(2_000); // runs the code until the JVM has compiled it
        alone.slowest(2_000);
        long end = System.nanoTime() + PATIENCE.toNanos();
        int ahead = 0;
        while (ahead < 5 && System.nanoTime() < end) {
            beside.mark();
            alone.mark();
            long slow = beside.slowestSince(300);
            long calm = alone.slowestSince(300);
            ahead += slow <= 2 * calm ? 1 : -1;
            System.out.println("99 of 100 requests within " + calm / 1_000 + " us, beside " + HALF_OPEN
                    + " half-open peers within " + slow / 1_000 + " us");
        }
        assertThat(ahead)
                .as("rounds in which it is at most twice as slow, less the others")
                .isEqualTo(5);
    }

    private Nonsense nonsense() {
        return new Nonsense(server.address(), seed);
    }

    private Socket connect() throws IOException {
        ReplicaAddress address = server.address();
        Socket socket = new Socket(address.host(), address.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        return socket;
    }
}
