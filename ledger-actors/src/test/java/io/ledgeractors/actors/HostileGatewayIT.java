package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.ledgeractors.actors.internal.gateway.message.GatewayPeerMessage;
import io.ledgeractors.actors.internal.gateway.message.GatewayReply;
import io.ledgeractors.actors.internal.gateway.message.GatewayRequest;
import io.ledgeractors.actors.internal.gateway.message.GatewaySerializer;
import io.ledgeractors.actors.serialization.Forged;
import io.ledgeractors.actors.serialization.ForgingSerializer;
import io.ledgeractors.actors.serialization.MessageBytes;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.Identify;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A member of the cluster sends a gateway and its callers what no honest node would send. */
class HostileGatewayIT {
    private static final int MESSAGES = Integer.getInteger("ledger.mutated.messages", 20_000);
    private static final int WINDOW = 500;
    private static final long SEED = Long.getLong("ledger.seed", 20_261_130);
    private static final String LIMITS = """
            ledger-actors.gateway.access.limits = [
              { roles = [web], ledgers = [1], codes = [10], amount-max = 100 }
              { roles = [reports], read-only = on }
            ]""";

    private static final List<String> MANIFESTS = List.of(
            "gateway.open/1",
            "gateway.submit/1",
            "gateway.submit/2",
            "gateway.submit/0",
            "gateway.submit/99999999999999999999",
            "gateway.nothing/1",
            "gateway-peer.inquiry/1",
            "gateway-peer.statement/1",
            "gateway-reply.answered/1",
            "gateway-reply.closing/1",
            "account.open/1",
            "gateway",
            "/",
            "");

    private final GatewayNodes nodes = new GatewayNodes();
    private final AtomicLong ids = new AtomicLong(1_000);
    private final Random random = new Random(SEED);
    private EmbeddedLedger books;
    private ActorSystem<Void> hostile;
    private Ledger ledger;
    /** The gateway, for the hostile node. */
    private ActorRef<Object> server;
    /** The session of the caller, for the hostile node. */
    private ActorRef<Object> session;

    private long transfers;

    @BeforeEach
    void start() {
        books = EmbeddedLedger.open(EmbeddedSettings.inMemory());
        ActorSystem<Void> gateway = nodes.gateway(books::newSession, LIMITS);
        ActorSystem<Void> caller = nodes.caller("pekko.cluster.roles = [web]");
        hostile = nodes.caller(
                "pekko.cluster.roles = [reports]", ForgingSerializer.config("ledger-gateway", GatewaySerializer.class));
        ledger = Ledger.get(caller);
        ledger.awaitReady(GatewayNodes.PATIENCE);
        GatewayNodes.await(ledger.createAccounts(List.of(account(11), account(12))));
        server = find(gateway, "/system/ledger-gateway");
        session = find(caller, "/system/ledger-gateway-session-*");
    }

    @AfterEach
    void stop() {
        nodes.close();
        books.close();
    }

    private static Account account(long id) {
        return Account.builder().id(id).ledger(1).code(10).build();
    }

    private ActorRef<Object> find(ActorSystem<?> node, String path) {
        String all = Cluster.get(node).selfMember().address() + path;
        return Adapter.toTyped(
                GatewayNodes.await(hostile.classicSystem().actorSelection(all).resolveOne(GatewayNodes.PATIENCE)));
    }

    private void awaitThrough() {
        for (ActorRef<?> actor : List.of(server, session)) {
            GatewayNodes.await(Patterns.ask(Adapter.toClassic(actor), new Identify("through"), GatewayNodes.PATIENCE));
        }
    }

    private Transfer transfer(long amount) {
        return Transfer.builder()
                .id(ids.incrementAndGet())
                .debitAccountId(11)
                .creditAccountId(12)
                .amount(amount)
                .ledger(1)
                .code(10)
                .build();
    }

    /** Makes a transfer and reads the balance, which forged transfers would change. */
    private void work() {
        CreateTransfersReply reply = GatewayNodes.await(ledger.createTransfers(List.of(transfer(1))));
        assertThat(reply.orThrow())
                .singleElement()
                .satisfies(result -> assertThat(result.status()).isEqualTo(CreateTransferStatus.Created));
        transfers++;
        assertThat(GatewayNodes.await(ledger.lookupAccounts(List.of(UInt128.of(11))))
                        .orThrow())
                .singleElement()
                .satisfies(account -> assertThat(account.debitsPosted()).isEqualTo(UInt128.of(transfers)));
    }

    private Forged honest(Object message) {
        SerializerWithStringManifest serializer = new MessageBytes(hostile).serializer(message);
        return new Forged(serializer.manifest(message), serializer.toBinary(message));
    }

    private ByteBuffer body() {
        ByteBuffer body = Bytes.allocate(2 * TransferCodec.SIZE);
        TransferCodec.encode(transfer(7), body, 0);
        return body.limit(MultiBatch.writeTrailer(body, 0, new int[] {1}, 1, TransferCodec.SIZE));
    }

    /** Returns a request and a reply of each kind. */
    private List<Object> messages(long number, UInt128 secret, ActorRef<GatewayReply> replyTo) {
        SessionState.Registered registered = new SessionState.Registered(1, 2, Release.of(0, 17, 9), "x", 3, 4);
        return List.of(
                new GatewayRequest.Open(random.nextInt(300_000), secret, replyTo),
                new GatewayRequest.Submit(
                        number, Operation.CREATE_TRANSFERS.code(), body(), UInt128.ZERO, secret, replyTo),
                new GatewayRequest.Ping(number, secret, replyTo),
                new GatewayRequest.Close(secret, replyTo),
                new GatewayPeerMessage.Inquiry(secret, hostile.deadLetters().unsafeUpcast()),
                new GatewayPeerMessage.Statement(secret, "another", Map.of("limits", number)),
                new GatewayReply.SessionOpened("another", Limits.DEFAULT, 5, registered, UInt128.ZERO, secret),
                new GatewayReply.StateChanged(
                        new SessionState.Evicted(EvictionReason.NO_SESSION, Release.of(0, 1, 2)), secret),
                new GatewayReply.Answered(number, new Outcome.Reply(body(), 9), secret),
                new GatewayReply.Answered(number, new Outcome.Forbidden(Map.of(0, "no")), secret),
                new GatewayReply.Answered(number, new Outcome.Unknown("no"), secret),
                new GatewayReply.Pong(number, GatewayReply.Progress.ANSWERED, secret),
                new GatewayReply.Closing("it is over", true, secret));
    }

    @Test
    void shouldServeOthersWhileMutatedMessagesArrive() {
        System.out.println("mutated messages of gateways from seed " + SEED);
        List<Forged> honest = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            messages(random.nextLong(), UInt128.of(random.nextInt(3)), hostile.deadLetters())
                    .forEach(message -> honest.add(honest(message)));
        }
        SessionState before = ledger.state();
        Logger log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        log.addAppender(lines);
        try {
            for (int i = 0; i < MESSAGES; i++) {
                (random.nextBoolean() ? server : session).tell(mutated(honest.get(random.nextInt(honest.size()))));
                if (i % WINDOW == 0) {
                    // Pekko drops messages that overflow its queues, so the sender waits until the nodes are through.
                    awaitThrough();
                    work();
                }
            }
            awaitThrough();
        } finally {
            log.detachAppender(lines);
        }
        work();
        assertThat(ledger.state()).as("the caller kept its session").isEqualTo(before);
        assertThat(lines.list).hasSizeBetween(1, 10);
    }

    private Forged mutated(Forged honest) {
        byte[] bytes = honest.bytes().clone();
        String manifest = honest.manifest();
        switch (random.nextInt(6)) {
            case 0 -> manifest = MANIFESTS.get(random.nextInt(MANIFESTS.size()));
            case 1 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(100));
            case 3 ->
                ByteBuffer.wrap(bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(random.nextInt(bytes.length - Integer.BYTES), Integer.MAX_VALUE - random.nextInt(3));
            case 4 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            default -> {
                for (int i = random.nextInt(20); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
        }
        // With the right checksum a message is read further.
        if (bytes.length >= Integer.BYTES && random.nextInt(4) != 0) {
            MessageBytes.withChecksum(bytes);
        }
        return new Forged(manifest, bytes);
    }

    @Test
    void shouldLetNoNodeSpeakForTheSessionOfAnotherOrForItsGateway() {
        SessionState before = ledger.state();
        work();
        String path = session.path().toSerializationFormat();
        for (String named : List.of(path, path.replaceAll("#.*", ""))) {
            ActorRef<GatewayReply> victim = ActorRefResolver.get(hostile).resolveActorRef(named);
            for (long number = 1; number <= 50; number++) {
                for (UInt128 secret : List.of(UInt128.ZERO, UInt128.of(random.nextLong(), random.nextLong()))) {
                    for (Object message : messages(number, secret, victim)) {
                        server.tell(honest(message));
                        session.tell(honest(message));
                    }
                }
                awaitThrough();
                work();
            }
        }
        assertThat(ledger.state()).as("the caller kept its session").isEqualTo(before);
    }

    @Test
    void shouldKeepNothingOfNodesThatAreNoMembers() {
        long before = usedMebibytes();
        for (int i = 0; i < 10_000; i++) {
            String nobody = "pekko://gateways@127.0.0.1:" + (20_000 + i) + "/user/nobody";
            ActorRef<GatewayReply> replyTo = ActorRefResolver.get(hostile).resolveActorRef(nobody);
            Forged ping = honest(new GatewayRequest.Ping(1, UInt128.of(1), replyTo));
            server.tell(i % 2 == 0 ? ping : new Forged("gateway.ping/2", ping.bytes()));
            if (i % WINDOW == 0) {
                awaitThrough();
            }
        }
        awaitThrough();
        work();
        assertThat(usedMebibytes() - before).isLessThan(100);
    }

    private static long usedMebibytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
    }
}
