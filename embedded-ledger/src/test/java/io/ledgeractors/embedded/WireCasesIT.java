package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.Resources;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Plays every recorded wire case against the server, which has to answer as the real one did. */
class WireCasesIT {
    // The server reads connections in turn and the ledger has one queue, so a pong to another connection tells that the
    // frames before the ping were judged. If a connection has several frames, each ping lets at least one more pass.
    private static final int PINGS_UNTIL_JUDGED = 4;

    private static final JsonNode CASES = Resources.json("vectors/wire_cases.json");
    private static EmbeddedLedger ledger;
    private static LedgerServer server;
    private static WireConnection probe;
    private static WireClient prober;
    private static long ids = 1;

    @BeforeAll
    static void serve() throws IOException {
        ledger = EmbeddedLedger.open(EmbeddedSettings.inMemory()
                .withBatchSizeLimit(CASES.get("batch_size_limit").asInt()));
        server = ledger.serve(ServerSettings.onFreePort());
        probe = new WireConnection(server.address());
        prober = new WireClient(ids++);
    }

    @AfterAll
    static void close() throws IOException {
        probe.close();
        ledger.close();
    }

    static Stream<String> cases() {
        return StreamSupport.stream(CASES.get("cases").spliterator(), false)
                .map(one -> one.get("name").asText());
    }

    @ParameterizedTest
    @MethodSource("cases")
    @Timeout(20)
    void shouldAnswerAsARealServer(String name) throws Exception {
        JsonNode found = StreamSupport.stream(CASES.get("cases").spliterator(), false)
                .filter(one -> one.get("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
        try (Play play = new Play()) {
            play.run(found);
        }
    }

    private static void awaitJudged() throws IOException {
        for (int i = 0; i < PINGS_UNTIL_JUDGED; i++) {
            probe.send(prober.ping());
            assertThat(Header.command(probe.frame(), 0)).isEqualTo(Command.PONG_CLIENT);
        }
    }

    /** One case: its connections, its clients, and the frames that were sent and answered. */
    private static final class Play implements AutoCloseable {
        private final Map<String, WireConnection> connections = new HashMap<>();
        private final Map<String, WireClient> clients = Map.of("A", new WireClient(ids++), "B", new WireClient(ids++));
        private final WireClient a = clients.get("A");
        private final List<byte[]> sent = new ArrayList<>();
        private final List<ByteBuffer> replies = new ArrayList<>();

        void run(JsonNode one) throws Exception {
            connections.put("a", new WireConnection(server.address()));
            setup(one.get("setup").asText());
            for (JsonNode step : one.get("steps")) {
                if (step.has("open")) {
                    connections.put(step.get("open").asText(), new WireConnection(server.address()));
                } else if (step.has("send")) {
                    send(step);
                } else {
                    expect(step);
                }
            }
            String on = one.path("after_on").asText("a");
            if (one.has("then") && !on.equals("none")) {
                then(one.get("then").asText(), connections.get(on));
            }
        }

        private void setup(String setup) throws Exception {
            WireConnection connection = connections.get("a");
            if (!setup.equals("connected")) {
                connection.send(a.ping());
                assertThat(Header.command(connection.frame(), 0)).isEqualTo(Command.PONG_CLIENT);
            }
            if (setup.equals("registered")) {
                a.registerOn(connection);
            }
        }

        private void send(JsonNode step) throws IOException {
            JsonNode what = step.get("send");
            byte[] bytes;
            if (what.isTextual()) {
                bytes = sent.get(Integer.parseInt(what.asText().substring("again ".length())));
            } else if (what.isArray()) {
                ByteBuffer joined = ByteBuffer.allocate(1 << 20);
                what.forEach(frame -> joined.put(frame(frame)));
                bytes = java.util.Arrays.copyOf(joined.array(), joined.position());
            } else {
                bytes = frame(what);
            }
            sent.add(bytes);
            WireConnection connection = connections.get(step.path("on").asText("a"));
            int at = 0;
            for (JsonNode piece : step.path("pieces")) {
                connection.send(bytes, at, at + piece.asInt());
                at += piece.asInt();
            }
            connection.send(bytes, at, step.path("cut").asInt(bytes.length));
        }

        private byte[] frame(JsonNode frame) {
            byte[] body = body(frame.path("body"));
            ByteBuffer bytes = Bytes.allocate(Header.SIZE + body.length);
            bytes.put(0, HexFormat.of().parseHex(frame.get("head").asText()));
            bytes.put(Header.SIZE, body);
            fill(bytes, frame.path("fill"));
            Header.seal(bytes, 0);
            if (frame.path("bad_checksum").asBoolean()) {
                bytes.put(0, (byte) (bytes.get(0) ^ 1));
            }
            return bytes.array();
        }

        private void fill(ByteBuffer frame, JsonNode fill) {
            boolean ping = Header.command(frame, 0) == Command.PING_CLIENT;
            WireClient client = clients.get(fill.path("client").asText("A"));
            if (fill.has("client")) {
                Bytes.putU128(frame, ping ? Header.PingClient.CLIENT : Header.Request.CLIENT, client.id);
            }
            if (fill.has("session")) {
                frame.putLong(
                        ping ? Header.PingClient.SESSION : Header.Request.SESSION,
                        client.session + fill.get("session").asLong());
            }
            if (fill.has("parent")) {
                boolean context = fill.get("parent").asText().equals("context");
                Bytes.putU128(frame, Header.Request.PARENT, context ? client.context : client.checksum);
            }
            if (fill.has("view")) {
                frame.putInt(Header.VIEW, client.view + fill.get("view").asInt());
            }
        }

        private void expect(JsonNode step) throws Exception {
            WireConnection connection = connections.get(step.path("on").asText("a"));
            switch (step.get("expect").asText()) {
                case "silence" -> {
                    awaitJudged();
                    assertThat(connection.isSilent()).as("silent").isTrue();
                }
                case "close" -> assertThat(connection.frame()).isNull();
                case "pong" -> {
                    ByteBuffer pong = connection.frame();
                    assertThat(Header.command(pong, 0)).isEqualTo(Command.PONG_CLIENT);
                    assertThat(Header.release(pong, 0))
                            .hasToString(step.get("release").asText());
                }
                case "eviction" -> {
                    ByteBuffer eviction = connection.frame();
                    assertThat(Header.command(eviction, 0)).isEqualTo(Command.EVICTION);
                    assertThat(eviction.get(Header.Eviction.REASON))
                            .isEqualTo((byte) step.get("reason").asInt());
                    assertThat(Header.release(eviction, 0)).isEqualTo(Release.of(0, 17, 9));
                }
                case "reply" -> reply(step, connection.frame());
                default -> throw new AssertionError("unknown: " + step);
            }
        }

        private void reply(JsonNode step, ByteBuffer reply) {
            assertThat(Header.command(reply, 0)).as("command").isEqualTo(Command.REPLY);
            assertThat(Byte.toUnsignedInt(reply.get(Header.Reply.OPERATION)))
                    .isEqualTo(step.get("operation").asInt());
            assertThat(reply.getInt(Header.Reply.REQUEST))
                    .isEqualTo(step.get("request").asInt());
            assertThat(Header.release(reply, 0)).hasToString(step.get("release").asText());
            assertThat(reply.getLong(Header.Reply.OP)).isEqualTo(reply.getLong(Header.Reply.COMMIT));
            UInt128 context = Bytes.getU128(reply, Header.Reply.CONTEXT);
            ByteBuffer copy = Bytes.allocate(Header.SIZE).put(0, reply, 0, Header.SIZE);
            assertThat(context).as("context").isEqualTo(Header.setContext(copy, 0));
            byte[] body = new byte[reply.limit() - Header.SIZE];
            reply.get(Header.SIZE, body);
            if (step.has("times")) {
                zeroTimes(body, step.get("operation").asInt());
            }
            assertThat(HexFormat.of().formatHex(body)).isEqualTo(HexFormat.of().formatHex(body(step.path("body"))));
            if (step.has("same_bytes_as_reply")) {
                assertThat(reply)
                        .isEqualTo(replies.get(step.get("same_bytes_as_reply").asInt()));
            }
            replies.add(reply);
            UInt128 client = Bytes.getU128(reply, Header.Reply.CLIENT);
            clients.values().stream().filter(one -> one.id.equals(client)).forEach(one -> one.take(reply));
        }

        private static void zeroTimes(byte[] body, int operation) {
            assertThat(Operation.ofCode(operation).resultSize()).isEqualTo(16);
            ByteBuffer view = ByteBuffer.wrap(body).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            int end = io.ledgeractors.wire.MultiBatch.payloadSize(view, 0, body.length, 16);
            for (int at = 0; at < end; at += 16) {
                view.putLong(at, 0);
            }
        }

        private void then(String then, WireConnection connection) throws Exception {
            ByteBuffer body = Bytes.allocate(32);
            io.ledgeractors.wire.MultiBatch.writeTrailer(body, 0, new int[] {1}, 1, 16);
            ByteBuffer lookup = a.next(Operation.LOOKUP_ACCOUNTS, body);
            if (replies.stream().anyMatch(r -> !Header.release(r, 0).equals(Release.CLIENT))) {
                a.release = Header.release(replies.get(0), 0);
                lookup = a.next(Operation.LOOKUP_ACCOUNTS, body);
            }
            try {
                connection.send(lookup);
            } catch (IOException closed) {
                assertThat(then).isEqualTo("close");
            }
            switch (then) {
                case "works" ->
                    assertThat(a.take(connection.frame()).getInt(Header.Reply.REQUEST))
                            .isEqualTo(lookup.getInt(Header.Request.REQUEST));
                case "close" -> assertThat(connection.frame()).isNull();
                default -> throw new AssertionError("unknown: " + then);
            }
        }

        private static byte[] body(JsonNode pieces) {
            ByteBuffer joined = ByteBuffer.allocate(1 << 20);
            for (JsonNode piece : pieces) {
                byte[] bytes = HexFormat.of().parseHex(piece.get(1).asText());
                for (int i = 0; i < piece.get(0).asInt(); i++) {
                    joined.put(bytes);
                }
            }
            return java.util.Arrays.copyOf(joined.array(), joined.position());
        }

        @Override
        public void close() throws Exception {
            for (WireConnection connection : connections.values()) {
                connection.close();
            }
        }
    }
}
