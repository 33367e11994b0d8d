package io.ledgeractors.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.embedded.LedgerServer;
import io.ledgeractors.embedded.ServerSettings;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.tck.frames.Frame;
import io.ledgeractors.tck.frames.Frames;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Peers that say nonsense, begin things and do not go on, or do not listen: nobody crashes, hangs or leaks a buffer,
 * and a good client beside them is served.
 */
@Timeout(600)
class HostilePeersIT {
    private static final int MUTATED = Integer.getInteger("ledger.mutated.frames", 5_000);
    private static final int HALF_OPEN = Integer.getInteger("ledger.half.open", 400);
    private static final int SESSIONS_OF_NONSENSE = 10;

    private final long seed = Long.getLong("ledger.seed", 20_261_121);
    private final Random random = new Random(seed);
    private final Mutator mutator = new Mutator(random);
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
        List<byte[]> recorded = Frames.all().stream()
                .map(Frame::bytes)
                .map(ByteBuffer::array)
                .filter(frame -> frame.length < 4096)
                .toList();
        try (GoodClient good = new GoodClient()) {
            for (int i = 0; i < MUTATED; i++) {
                sayAndLeave(mutator.mutate(recorded.get(random.nextInt(recorded.size()))));
            }
        }
    }

    @Test
    void shouldServeAGoodClientBesideSessionsThatMutateTheirRequests() throws Exception {
        List<Frame> requests = Frames.all().stream()
                .filter(frame -> frame.operation() != null && frame.operation() != Operation.REGISTER)
                .filter(frame -> frame.direction() == Frame.Direction.CLIENT_TO_SERVER)
                .filter(frame -> frame.bytes().limit() < 4096)
                .toList();
        List<BareClient> sessions = new ArrayList<>();
        try (GoodClient good = new GoodClient()) {
            for (int i = 0; i < SESSIONS_OF_NONSENSE; i++) {
                sessions.add(new BareClient(server.address(), ids.next()).register());
            }
            for (int i = 0; i < MUTATED; i++) {
                Frame frame = requests.get(random.nextInt(requests.size()));
                ByteBuffer bytes = frame.bytes();
                ByteBuffer body = bytes.slice(Header.SIZE, bytes.limit() - Header.SIZE);
                sessions.get(i % sessions.size()).ask(frame.operation(), body, mutator::mutateWhole);
            }
        } finally {
            for (BareClient session : sessions) {
                session.close();
            }
        }
    }

    @Test
    void shouldServeAGoodClientBesidePeersThatDoNotGoOn() throws Exception {
        byte[] frame = Frames.all().stream()
                .map(Frame::bytes)
                .map(ByteBuffer::array)
                .filter(bytes -> bytes.length > 300)
                .findFirst()
                .orElseThrow();
        List<AutoCloseable> peers = new ArrayList<>();
        try (GoodClient good = new GoodClient()) {
            good.slowest(3_000); // until all is warm
            long alone = good.slowest(1_000);
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
            long beside = good.slowest(1_000);
            try (GoodClient late = new GoodClient()) {
                late.slowest(500);
            }
            System.out.println("99 of 100 requests within " + alone / 1_000 + " us, beside " + HALF_OPEN
                    + " half-open peers within " + beside / 1_000 + " us");
            assertThat(beside).as("ns").isLessThan(TimeUnit.MILLISECONDS.toNanos(250));
        } finally {
            for (AutoCloseable peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void shouldEndEveryRequestOfASessionThatIsToldNonsense() throws Exception {
        ExecutorService testers = Executors.newFixedThreadPool(16);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < MUTATED / 25; i++) {
            Mutator own = new Mutator(new Random(seed + i));
            tasks.add(() -> isToldNonsense(own));
        }
        for (Future<Void> done : testers.invokeAll(tasks)) {
            done.get();
        }
        testers.shutdown();
    }

    // What is signed may be believed, even that the session is over or in another view; but every request ends.
    private Void isToldNonsense(Mutator own) throws IOException {
        try (Relay relay = new Relay(server.address());
                OpenSession session = OpenSession.register(
                        NativeSession.create(ClientSettings.create(UInt128.ZERO, List.of(relay.address()))))) {
            relay.mangleNextAnswer(own::mutate);
            CompletableFuture<Outcome> outcome = session.submit(Operation.LOOKUP_ACCOUNTS, Bodies.ids(ids.next()));
            assertThat(OpenSession.await(outcome))
                    .isInstanceOfAny(Outcome.Reply.class, Outcome.Unknown.class, Outcome.NotExecuted.class);
        }
        return null;
    }

    private void sayAndLeave(byte[] frame) throws IOException {
        try (Socket socket = connect()) {
            int split = random.nextInt(frame.length);
            socket.getOutputStream().write(frame, 0, split);
            socket.getOutputStream().write(frame, split, frame.length - split);
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                in.skip(in.available());
            }
        } catch (SocketException reset) {
            // the server closed before it had read all
        }
    }

    private Socket connect() throws IOException {
        ReplicaAddress address = server.address();
        Socket socket = new Socket(address.host(), address.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** Pays one transfer after the other; on close, shows that each was created. */
    private final class GoodClient implements AutoCloseable {
        private final UInt128 debit = ids.next();
        private final UInt128 credit = ids.next();
        private final AtomicBoolean isOver = new AtomicBoolean();
        private final CompletableFuture<Integer> paid = new CompletableFuture<>();
        private final Queue<Long> times = new ConcurrentLinkedQueue<>();
        private volatile int count;

        GoodClient() {
            Thread thread = new Thread(this::run, "good-client");
            thread.setDaemon(true);
            thread.start();
        }

        /** What 99 of 100 of the next so many requests do not exceed, ns. */
        long slowest(int wanted) throws InterruptedException {
            int from = count;
            while (count < from + wanted && !paid.isDone()) {
                Thread.sleep(1);
            }
            long[] sorted = times.stream()
                    .skip(from)
                    .mapToLong(Long::longValue)
                    .sorted()
                    .toArray();
            return sorted[sorted.length * 99 / 100];
        }

        @Override
        public void close() {
            isOver.set(true);
            assertThat(OpenSession.await(paid)).as("seed %d", seed).isPositive();
        }

        private void run() {
            try (OpenSession session = OpenSession.register(
                    NativeSession.create(ClientSettings.create(UInt128.ZERO, List.of(server.address()))))) {
                session.ask(
                        Operation.CREATE_ACCOUNTS,
                        Bodies.accounts(List.of(Bodies.account(debit), Bodies.account(credit))));
                while (!isOver.get() || count == 0) {
                    long began = System.nanoTime();
                    ByteBuffer reply = session.ask(
                            Operation.CREATE_TRANSFERS,
                            Bodies.transfers(List.of(Bodies.transfer(ids.next(), debit, credit, 1))));
                    assertThat(Bodies.transferResults(reply))
                            .extracting(CreateTransferResult::status)
                            .containsExactly(CreateTransferStatus.Created);
                    times.add(System.nanoTime() - began);
                    count++;
                }
                paid.complete(count);
            } catch (Throwable failed) {
                paid.completeExceptionally(failed);
            }
        }
    }
}
