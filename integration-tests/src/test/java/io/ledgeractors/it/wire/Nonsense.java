package io.ledgeractors.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.tck.frames.RecordedFrame;
import io.ledgeractors.tck.frames.RecordedFrames;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends damaged recorded frames: to a server, from peers and from clients with a session, and to sessions as replies.
 */
final class Nonsense {
    private static final int CLIENTS = 10;
    private static final int SMALL = 4096;

    private final ReplicaAddress server;
    private final UInt128 cluster;
    private final long seed;
    private final Random random;
    private final Mutator mutator;
    private final IdGenerator ids = new IdGenerator();

    /** Creates frames for a server of cluster 0. */
    Nonsense(ReplicaAddress server, long seed) {
        this(server, UInt128.ZERO, seed);
    }

    Nonsense(ReplicaAddress server, UInt128 cluster, long seed) {
        this.server = server;
        this.cluster = cluster;
        this.seed = seed;
        this.random = new Random(seed);
        this.mutator = new Mutator(random);
    }

    /** Sends {@code count} frames to the server, each on a connection of its own. */
    void frames(int count) throws IOException {
        List<byte[]> recorded = RecordedFrames.all().stream()
                .map(RecordedFrame::bytes)
                .map(ByteBuffer::array)
                .filter(frame -> frame.length < SMALL)
                .toList();
        for (int i = 0; i < count; i++) {
            sayAndLeave(mutator.mutate(recorded.get(random.nextInt(recorded.size()))));
        }
    }

    /** Sends this many damaged requests from registered clients. */
    void requests(int count) throws Exception {
        List<RecordedFrame> requests = RecordedFrames.all().stream()
                .filter(frame -> frame.operation() != null && frame.operation() != Operation.REGISTER)
                .filter(frame -> frame.direction() == RecordedFrame.Direction.CLIENT_TO_SERVER)
                .filter(frame -> frame.bytes().limit() < SMALL)
                .toList();
        List<BareClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(new BareClient(server, ids.next()).register());
            }
            for (int i = 0; i < count; i++) {
                RecordedFrame frame = requests.get(random.nextInt(requests.size()));
                ByteBuffer bytes = frame.bytes();
                ByteBuffer body = bytes.slice(Header.SIZE, bytes.limit() - Header.SIZE);
                clients.get(i % clients.size()).ask(frame.operation(), body, mutator::mutateWhole);
            }
        } finally {
            for (BareClient client : clients) {
                client.close();
            }
        }
    }

    /** Gives this many sessions a damaged reply and checks that each ends its request. */
    void answers(int count) throws Exception {
        ExecutorService testers = Executors.newFixedThreadPool(16);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Mutator own = new Mutator(new Random(seed + i));
            tasks.add(() -> answer(own));
        }
        for (Future<Void> done : testers.invokeAll(tasks)) {
            done.get();
        }
        testers.shutdown();
    }

    // The client may believe a signed frame, even one that ends the session or changes the
    // view. Every request still ends.
    private Void answer(Mutator own) throws IOException {
        try (Relay relay = new Relay(server);
                OpenSession session = OpenSession.register(
                        NativeSession.create(ClientSettings.create(cluster, List.of(relay.address()))))) {
            relay.mangleNextAnswer(own::mutate);
            CompletableFuture<Outcome> outcome = session.submit(Operation.LOOKUP_ACCOUNTS, Bodies.ids(ids.next()));
            assertThat(OpenSession.await(outcome))
                    .isInstanceOfAny(Outcome.Reply.class, Outcome.Unknown.class, Outcome.NotExecuted.class);
        }
        return null;
    }

    private void sayAndLeave(byte[] frame) throws IOException {
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(10_000);
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
}
