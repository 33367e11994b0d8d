package io.ledgeractors.tck.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.frames.RecordedFrame.Direction;
import io.ledgeractors.wire.AccountBalanceCodec;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.Release;
import io.ledgeractors.wire.TransferCodec;
import java.lang.reflect.Field;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Takes every recorded frame apart and puts it together again with ledger-model, byte for byte. */
class RecordedFramesTest {
    private static final List<String> COMMON =
            List.of("checksum_body", "cluster", "size", "view", "release", "protocol", "command", "replica");

    private final List<RecordedFrame> frames = RecordedFrames.all();

    @Test
    void shouldReadEveryFrame() {
        assertThat(frames).hasSize(214);
        assertThat(frames).extracting(RecordedFrame::file).doesNotHaveDuplicates();
        assertThat(frames)
                .allSatisfy(frame -> assertThat(frame.field("size").low())
                        .isEqualTo(frame.bytes().limit()));
        assertThat(RecordedFrames.of("node-basic-a"))
                .hasSize(38)
                .extracting(RecordedFrame::order)
                .isSorted();
    }

    @Test
    void shouldSumHeadersAndBodiesAsRecorded() {
        for (RecordedFrame frame : frames) {
            ByteBuffer bytes = frame.bytes();
            UInt128 checksum = Header.computeChecksum(bytes, 0);
            assertThat(checksum).as(frame.file()).isEqualTo(frame.field("checksum"));
            assertThat(Header.isChecksumValid(bytes, 0)).as(frame.file()).isTrue();
            assertThat(Header.isSizeValid(bytes, 0)).as(frame.file()).isTrue();
            assertThat(Header.isBodyValid(bytes, 0, bytes, Header.SIZE))
                    .as(frame.file())
                    .isTrue();
            bytes.put(200, (byte) (bytes.get(200) ^ 1));
            assertThat(Header.isChecksumValid(bytes, 0)).as(frame.file()).isFalse();
        }
    }

    @Test
    void shouldBuildEveryHeaderFromItsFields() {
        for (RecordedFrame frame : frames) {
            ByteBuffer bytes = frame.bytes();
            ByteBuffer built = Bytes.allocate(Header.SIZE);
            Header.begin(built, 0, frame.command(), frame.field("cluster"), new Release((int)
                    frame.field("release").low()));
            Header.body(built, 0, bytes.limit() - Header.SIZE, frame.field("checksum_body"));
            built.putInt(Header.VIEW, (int) frame.field("view").low());
            built.put(Header.REPLICA, (byte) frame.field("replica").low());
            frame.header().forEach((name, value) -> {
                if (!COMMON.contains(name) && !name.equals("checksum")) {
                    put(built, frame.command(), name, value);
                }
            });
            assertThat(Header.seal(built, 0)).as(frame.file()).isEqualTo(frame.field("checksum"));
            assertThat(built).as(frame.file()).isEqualTo(bytes.slice(0, Header.SIZE));
        }
    }

    @Test
    void shouldGiveEveryReplyItsContext() {
        int replies = 0;
        for (RecordedFrame frame : frames) {
            if (frame.command() == Command.REPLY) {
                ByteBuffer bytes = frame.bytes();
                UInt128 context = Header.setContext(bytes, 0);
                assertThat(context.equals(frame.field("context")))
                        .as(frame.file())
                        .isEqualTo(frame.contextValid());
                replies++;
            }
        }
        assertThat(replies).isEqualTo(91);
    }

    @Test
    void shouldBuildEveryBodyFromItsElements() {
        Map<Operation, Integer> elements = new EnumMap<>(Operation.class);
        for (RecordedFrame frame : frames) {
            Operation operation = frame.operation();
            if (operation != null && operation != Operation.REGISTER && !isMalformed(frame)) {
                elements.merge(operation, rebuild(frame, operation), Integer::sum);
            }
        }
        // These are all operations but REGISTER and those plain and sparse ones that no recording holds.
        assertThat(elements.keySet())
                .contains(
                        Operation.GET_CHANGE_EVENTS,
                        Operation.CREATE_ACCOUNTS_SPARSE,
                        Operation.CREATE_TRANSFERS_SPARSE,
                        Operation.LOOKUP_ACCOUNTS,
                        Operation.LOOKUP_TRANSFERS,
                        Operation.GET_ACCOUNT_TRANSFERS,
                        Operation.GET_ACCOUNT_BALANCES,
                        Operation.QUERY_ACCOUNTS,
                        Operation.QUERY_TRANSFERS,
                        Operation.CREATE_ACCOUNTS,
                        Operation.CREATE_TRANSFERS,
                        Operation.CREATE_TRANSFERS_PLAIN,
                        Operation.QUERY_TRANSFERS_PLAIN);
        assertThat(elements).allSatisfy((operation, count) -> assertThat(count).isPositive());
    }

    @Test
    void shouldRefuseBrokenTrailers() {
        List<RecordedFrame> malformed =
                frames.stream().filter(RecordedFramesTest::isMalformed).toList();
        assertThat(malformed).isNotEmpty();
        for (RecordedFrame frame : malformed) {
            ByteBuffer bytes = frame.bytes();
            int size = elementSize(frame, frame.operation());
            assertThat(MultiBatch.batches(bytes, Header.SIZE, bytes.limit() - Header.SIZE, size))
                    .as(frame.file())
                    .isEqualTo(-1);
        }
    }

    @Test
    void shouldNameReasonsOfEvictions() {
        List<RecordedFrame> evictions = frames.stream()
                .filter(frame -> frame.command() == Command.EVICTION)
                .toList();
        assertThat(evictions).hasSize(11);
        for (RecordedFrame frame : evictions) {
            EvictionReason reason =
                    EvictionReason.ofCode((int) frame.field("reason").low());
            assertThat(frame.file()).endsWith(reason.name().toLowerCase(Locale.ROOT) + ".bin");
        }
    }

    private static int rebuild(RecordedFrame frame, Operation operation) {
        ByteBuffer bytes = frame.bytes();
        int length = bytes.limit() - Header.SIZE;
        int size = elementSize(frame, operation);
        int payload = length;
        ByteBuffer built = Bytes.allocate(length);
        if (operation.isMultiBatch()) {
            assertThat(MultiBatch.batches(bytes, Header.SIZE, length, size))
                    .as(frame.file())
                    .isEqualTo(frame.batches().size());
            assertThat(MultiBatch.trailerSize(frame.batches().size(), size)).isEqualTo(frame.trailerSize());
            payload = MultiBatch.payloadSize(bytes, Header.SIZE, length, size);
            List<Integer> counts = new ArrayList<>();
            for (int i = 0; i < frame.batches().size(); i++) {
                counts.add(MultiBatch.count(bytes, Header.SIZE, length, i));
            }
            assertThat(counts).as(frame.file()).isEqualTo(frame.batches());
            int[] array = counts.stream().mapToInt(Integer::intValue).toArray();
            assertThat(MultiBatch.writeTrailer(built, 0, array, array.length, size))
                    .isEqualTo(length);
        }
        for (int at = 0; at < payload; at += size) {
            recode(frame, operation, bytes, Header.SIZE + at, built, at);
        }
        assertThat(built).as(frame.file()).isEqualTo(bytes.slice(Header.SIZE, length));
        return payload / size;
    }

    private static void recode(
            RecordedFrame frame, Operation operation, ByteBuffer from, int at, ByteBuffer to, int out) {
        boolean request = frame.direction() == Direction.CLIENT_TO_SERVER;
        String name = operation.name().replace("_PLAIN", "").replace("_SPARSE", "");
        boolean failures = elementSize(frame, operation) == 8;
        switch (name + (request ? " event" : failures ? " failure" : " result")) {
            case "CREATE_ACCOUNTS event", "LOOKUP_ACCOUNTS result", "QUERY_ACCOUNTS result" ->
                AccountCodec.encode(AccountCodec.decode(from, at), to, out);
            case "CREATE_TRANSFERS event",
                    "LOOKUP_TRANSFERS result",
                    "QUERY_TRANSFERS result",
                    "GET_ACCOUNT_TRANSFERS result" -> TransferCodec.encode(TransferCodec.decode(from, at), to, out);
            case "LOOKUP_ACCOUNTS event", "LOOKUP_TRANSFERS event" -> Bytes.putU128(to, out, Bytes.getU128(from, at));
            case "GET_ACCOUNT_TRANSFERS event", "GET_ACCOUNT_BALANCES event" ->
                AccountFilterCodec.encode(AccountFilterCodec.decode(from, at), to, out);
            case "QUERY_ACCOUNTS event", "QUERY_TRANSFERS event" ->
                QueryFilterCodec.encode(QueryFilterCodec.decode(from, at), to, out);
            case "GET_CHANGE_EVENTS event" ->
                ChangeEventsFilterCodec.encode(ChangeEventsFilterCodec.decode(from, at), to, out);
            case "GET_CHANGE_EVENTS result" -> ChangeEventCodec.encode(ChangeEventCodec.decode(from, at), to, out);
            case "GET_ACCOUNT_BALANCES result" ->
                AccountBalanceCodec.encode(AccountBalanceCodec.decode(from, at), to, out);
            case "CREATE_ACCOUNTS result" -> {
                var result = CreateAccountResultCodec.decode(from, at);
                CreateAccountResultCodec.encode(result.timestamp(), result.status(), to, out);
            }
            case "CREATE_TRANSFERS result" -> {
                var result = CreateTransferResultCodec.decode(from, at);
                CreateTransferResultCodec.encode(result.timestamp(), result.status(), to, out);
            }
            default -> to.putLong(out, from.getLong(at)); // index and status of a failure
        }
    }

    private static int elementSize(RecordedFrame frame, Operation operation) {
        return frame.direction() == Direction.CLIENT_TO_SERVER ? operation.eventSize() : operation.resultSize();
    }

    // Returns true if the request was sent malformed on purpose, to see how a server answers it.
    private static boolean isMalformed(RecordedFrame frame) {
        Operation operation = frame.operation();
        return operation != null && operation.isMultiBatch() && frame.trailerSize() == 0;
    }

    private static void put(ByteBuffer header, int command, String name, UInt128 value) {
        Class<?> fields = switch (command) {
            case Command.PING_CLIENT -> Header.PingClient.class;
            case Command.PONG_CLIENT -> Header.PongClient.class;
            case Command.REQUEST -> Header.Request.class;
            case Command.REPLY -> Header.Reply.class;
            default -> Header.Eviction.class;
        };
        int at = offset(fields, name);
        switch (name) {
            case "client", "parent", "request_checksum", "context" -> Bytes.putU128(header, at, value);
            case "request", "previous_request_latency" -> header.putInt(at, (int) value.low());
            case "operation", "reason" -> header.put(at, (byte) value.low());
            default -> header.putLong(at, value.low());
        }
    }

    private static int offset(Class<?> fields, String name) {
        try {
            Field field = fields.getField(name.toUpperCase(Locale.ROOT));
            return field.getInt(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("no field " + name + " in " + fields, e);
        }
    }
}
