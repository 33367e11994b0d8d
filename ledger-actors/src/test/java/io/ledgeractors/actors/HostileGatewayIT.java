package io.ledgeractors.actors;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
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

    private final GatewayNodes nodes = new GatewayNodes();
    private final AtomicLong ids = new AtomicLong(1_000);
    private final Random random = new Random(SEED);
    private EmbeddedLedger books;
    private ActorSystem<Void> gateway;
    private ActorSystem<Void> caller;
    private ActorSystem<Void> hostile;
    private Ledger ledger;
    private long transfers;

    @BeforeEach
    void start() {
        books = EmbeddedLedger.open(EmbeddedSettings.inMemory());
        gateway = nodes.gateway(books::newSession, LIMITS);
        caller = nodes.caller("pekko.cluster.roles = [web]");
        hostile = nodes.caller(
                "pekko.cluster.roles = [reports]", ForgingSerializer.config("ledger-gateway", GatewaySerializer.class));
        ledger = Ledger.get(caller);
        ledger.awaitReady(GatewayNodes.PATIENCE);
        GatewayNodes.await(ledger.createAccounts(List.of(account(11), account(12))));
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

    private static void awaitThrough(ActorRef<?> actor) {
        GatewayNodes.await(Patterns.ask(Adapter.toClassic(actor), new Identify("through"), GatewayNodes.PATIENCE));
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

    private ByteBuffer body(long amount) {
        ByteBuffer body = Bytes.allocate(2 * TransferCodec.SIZE);
        TransferCodec.encode(transfer(amount), body, 0);
        return body.limit(MultiBatch.writeTrailer(body, 0, new int[] {1}, 1, TransferCodec.SIZE));
    }

    private List<Object> messages(long number, UInt128 secret, ActorRef<GatewayReply> replyTo) {
        SessionState.Registered registered = new SessionState.Registered(1, 2, Release.of(0, 17, 9), "x", 3, 4);
        return List.of(
                new GatewayRequest.Open(random.nextInt(300_000), secret, replyTo),
                new GatewayRequest.Submit(
                        number, Operation.CREATE_TRANSFERS.code(), body(7), UInt128.ZERO, secret, replyTo),
                new GatewayRequest.Ping(number, secret, replyTo),
                new GatewayRequest.Close(secret, replyTo),
                new GatewayReply.SessionOpened("another", Limits.DEFAULT, 5, registered, UInt128.ZERO, secret),
                new GatewayReply.StateChanged(
                        new SessionState.Evicted(EvictionReason.NO_SESSION, Release.of(0, 1, 2)), secret),
                new GatewayReply.Answered(number, new Outcome.Reply(body(7), 9), secret),
                new GatewayReply.Answered(number, new Outcome.Forbidden(Map.of(0, "no")), secret),
                new GatewayReply.Answered(number, new Outcome.Unknown("no"), secret),
                new GatewayReply.Pong(number, GatewayReply.Progress.ANSWERED, secret),
                new GatewayReply.Closing("it is over", true, secret));
    }

    @Test
    void shouldRejectMutated() {
        System.out.println("forged messages of gateways from seed " + SEED);
        ActorRef<Object> server = find(gateway, "/system/ledger-gateway");
        ActorRef<Object> session = find(caller, "/system/ledger-gateway-session-*");
        ActorRef<GatewayReply> dead = hostile.deadLetters();
        List<Forged> honest = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            messages(random.nextLong(), UInt128.of(random.nextInt(3)), dead).forEach(m -> honest.add(honest(m)));
        }
        SessionState before = ledger.state();
        for (int i = 0; i < MESSAGES; i++) {
            Forged forged = mutated(honest.get(random.nextInt(honest.size())));
            (random.nextBoolean() ? server : session).tell(forged);
            if (i % WINDOW == 0) {
                awaitThrough(server);
                awaitThrough(session);
                work();
                Runtime r = Runtime.getRuntime();
                System.out.println(
                        i + " " + (r.totalMemory() - r.freeMemory() >> 20) + " MiB, threads " + Thread.activeCount());
            }
        }
        work();
        assertThat(ledger.state()).isEqualTo(before);
    }

    private static final List<String> MANIFESTS = List.of(
            "gateway.submit/1",
            "gateway.open/1",
            "gateway-reply.answered/1",
            "gateway-reply.pong/1",
            "gateway-reply.closing/1",
            "gateway.submit/2",
            "gateway.submit/0",
            "gateway.submit/99999999999999999999",
            "gateway.nothing/1",
            "account.open/1",
            "gateway",
            "/",
            "");

    private Forged mutated(Forged honest) {
        byte[] bytes = honest.bytes().clone();
        String manifest = honest.manifest();
        switch (random.nextInt(6)) {
            case 0 -> manifest = MANIFESTS.get(random.nextInt(MANIFESTS.size()));
            case 1 -> bytes = java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 2 -> bytes = java.util.Arrays.copyOf(bytes, bytes.length + random.nextInt(100));
            case 3 ->
                ByteBuffer.wrap(bytes)
                        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                        .putInt(random.nextInt(bytes.length - 4), Integer.MAX_VALUE - random.nextInt(3));
            case 4 -> bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            default -> {
                for (int i = random.nextInt(20); i >= 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
                }
            }
        }
        if (bytes.length >= 4 && random.nextInt(4) != 0) {
            MessageBytes.withChecksum(bytes);
        }
        return new Forged(manifest, bytes);
    }

    @Test
    void shouldForge() {
        ActorRef<Object> server = find(gateway, "/system/ledger-gateway");
        ActorRef<Object> session = find(caller, "/system/ledger-gateway-session-*");
        SessionState before = ledger.state();
        System.out.println(session);
        work();
        String withoutUid = session.path().toSerializationFormat().replaceAll("#.*", "");
        for (String path : List.of(session.path().toSerializationFormat(), withoutUid)) {
            ActorRef<GatewayReply> victim = ActorRefResolver.get(hostile).resolveActorRef(path);
            for (int number = 1; number < 50; number++) {
                for (Object message : messages(number, UInt128.ZERO, victim)) {
                    server.tell(honest(message));
                    session.tell(honest(message));
                }
                awaitThrough(server);
                awaitThrough(session);
                work();
            }
        }
        assertThat(ledger.state()).isEqualTo(before);
    }
}
