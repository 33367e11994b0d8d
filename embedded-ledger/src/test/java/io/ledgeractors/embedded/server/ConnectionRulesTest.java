package io.ledgeractors.embedded.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.Command;
import io.ledgeractors.wire.FrameReader;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.Release;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The rules about frames in a stream of bytes, the client of a connection and the connection of a client. */
class ConnectionRulesTest {
    private static final UInt128 A = UInt128.of(1);
    private static final UInt128 B = UInt128.of(2);

    @Test
    void shouldReadFramesHoweverTheyAreCut() {
        long seed = 17;
        Random random = new Random(seed);
        FrameReader reader = FrameReader.withRule(UInt128.ZERO, header -> FrameReader.Keeping.KEEP);
        ByteBuffer stream = ByteBuffer.allocate(8 << 20);
        int[] sizes = {0, 1, 31, 32, 33, 4096, Header.BODY_MAX, 5, Header.BODY_MAX - 1, 100_000};
        for (int size : sizes) {
            stream.put(request(size, random));
        }
        stream.flip();
        int frames = 0;
        ByteBuffer piece = stream.duplicate().limit(0);
        while (frames < sizes.length) {
            if (!piece.hasRemaining()) {
                int length = 1 + random.nextInt(random.nextBoolean() ? 40 : 200_000);
                piece.limit(Math.min(stream.limit(), piece.limit() + length));
            }
            FrameReader.Result result = reader.read(piece);
            assertThat(result).as("seed %d", seed).isNotEqualTo(FrameReader.Result.FAULT);
            if (result == FrameReader.Result.FRAME) {
                assertThat(reader.frame().limit()).isEqualTo(Header.SIZE + sizes[frames++]);
                assertThat(Header.isBodyValid(reader.frame(), 0, reader.frame(), Header.SIZE))
                        .isTrue();
                assertThat(reader.isInHeader() || reader.isInBody()).isFalse();
            }
        }
    }

    @Test
    void shouldCloseForAFlipOfAnyBitThatChecksumsCover() {
        byte[] good = request(64, new Random(3));
        for (int at = 0; at < good.length; at++) {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << at % 8);
            FrameReader reader = FrameReader.withRule(UInt128.ZERO, header -> FrameReader.Keeping.KEEP);
            assertThat(reader.read(ByteBuffer.wrap(bad))).as("byte %d", at).isEqualTo(FrameReader.Result.FAULT);
        }
    }

    @Test
    void shouldTakeNoMemoryForASizeThatNobodyVouchesFor() {
        FrameReader reader = FrameReader.withRule(UInt128.ZERO, header -> FrameReader.Keeping.KEEP);
        ByteBuffer forged = ByteBuffer.wrap(request(64, new Random(3))).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        forged.putInt(Header.FRAME_SIZE, Header.FRAME_MAX);
        assertThat(reader.read(forged)).isEqualTo(FrameReader.Result.FAULT);
        assertThat(reader.frame().capacity()).isLessThanOrEqualTo(4096);
        for (int size : new int[] {0, 255, Header.FRAME_MAX + 1, -1}) {
            ByteBuffer signed = ByteBuffer.wrap(request(64, new Random(3))).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            signed.putInt(Header.FRAME_SIZE, size);
            Header.seal(signed, 0);
            assertThat(FrameReader.withRule(UInt128.ZERO, header -> FrameReader.Keeping.KEEP)
                            .read(signed))
                    .as("size %d", size)
                    .isEqualTo(FrameReader.Result.FAULT);
        }
    }

    @Test
    void shouldTakeMemoryOnlyForBytesThatCame() {
        FrameReader reader = FrameReader.withRule(UInt128.ZERO, header -> FrameReader.Keeping.KEEP);
        ByteBuffer frame = ByteBuffer.wrap(request(Header.BODY_MAX, new Random(3)));
        assertThat(reader.read(frame.duplicate().limit(300))).isEqualTo(FrameReader.Result.MORE);
        assertThat(reader.frame().capacity()).isLessThanOrEqualTo(512);
        assertThat(reader.read(frame.duplicate().position(300).limit(100_000))).isEqualTo(FrameReader.Result.MORE);
        assertThat(reader.frame().capacity()).isLessThan(200_000);
        reader.shrink();
    }

    @Test
    void shouldCheckABodyThatIsNotKept() {
        byte[] large = request(500_000, new Random(3));
        FrameReader reader = FrameReader.withRule(UInt128.ZERO, header -> FrameReader.Keeping.SKIP);
        assertThat(reader.read(ByteBuffer.wrap(large))).isEqualTo(FrameReader.Result.FRAME);
        assertThat(reader.isSkipped()).isTrue();
        assertThat(reader.frame().limit()).isEqualTo(Header.SIZE);
        assertThat(reader.frame().capacity()).isLessThanOrEqualTo(512);
        assertThat(reader.read(ByteBuffer.wrap(request(100, new Random(4))))).isEqualTo(FrameReader.Result.FRAME);
        assertThat(reader.isSkipped()).isFalse();
        assertThat(reader.frame().limit()).isEqualTo(Header.SIZE + 100);
        large[400_000] ^= 1;
        assertThat(reader.read(ByteBuffer.wrap(large))).isEqualTo(FrameReader.Result.FAULT);
    }

    @Test
    void shouldWaitForMemoryAndGoOnWhereItStopped() {
        boolean[] isFree = {false};
        FrameReader reader = FrameReader.withRule(
                UInt128.ZERO, header -> isFree[0] ? FrameReader.Keeping.KEEP : FrameReader.Keeping.WAIT);
        ByteBuffer frame = ByteBuffer.wrap(request(50_000, new Random(3)));
        assertThat(reader.read(frame)).isEqualTo(FrameReader.Result.WAIT);
        assertThat(frame.position()).isEqualTo(Header.SIZE);
        assertThat(reader.read(frame)).isEqualTo(FrameReader.Result.WAIT);
        assertThat(reader.isUndecided()).isTrue();
        isFree[0] = true;
        assertThat(reader.read(frame)).isEqualTo(FrameReader.Result.FRAME);
        assertThat(Header.isBodyValid(reader.frame(), 0, reader.frame(), Header.SIZE))
                .isTrue();
    }

    @Test
    void shouldKeepASmallFrameThatIsHalfThereWhenItsMemoryShrinks() {
        FrameReader reader = FrameReader.withRule(UInt128.ZERO, header -> FrameReader.Keeping.KEEP);
        assertThat(reader.read(ByteBuffer.wrap(request(50_000, new Random(3))))).isEqualTo(FrameReader.Result.FRAME);
        ByteBuffer small = ByteBuffer.wrap(request(2_000, new Random(4)));
        assertThat(reader.read(small.duplicate().limit(1_000))).isEqualTo(FrameReader.Result.MORE);
        reader.shrink();
        assertThat(reader.frame().capacity()).isLessThanOrEqualTo(FrameReader.SMALL);
        assertThat(reader.read(small.position(1_000))).isEqualTo(FrameReader.Result.FRAME);
    }

    @Test
    void shouldDropARequestWithAFieldThatMustBeZero() {
        for (int at : new int[] {16, 31, 48, 63, 64, 79, 100, 112, 115, 116, 127, 144, 159, 197, 199, 204, 255}) {
            ByteBuffer frame = ByteBuffer.wrap(request(64, new Random(3))).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            assertThat(FrameRules.isRequest(frame)).isTrue();
            frame.put(at, (byte) 1);
            assertThat(FrameRules.isRequest(frame)).as("byte %d", at).isFalse();
        }
    }

    @Test
    void shouldKnowWhoseConnectionItIs() {
        Identity likely = new Identity();
        assertThat(likely.request(A)).isEqualTo(Identity.Verdict.PASS);
        assertThat(likely.request(B)).isEqualTo(Identity.Verdict.DROP);
        assertThat(likely.request(A)).isEqualTo(Identity.Verdict.PASS);
        assertThat(likely.ping(B)).isEqualTo(Identity.Verdict.CLOSE);
        Identity sure = new Identity();
        assertThat(sure.ping(A)).isEqualTo(Identity.Verdict.PASS);
        assertThat(sure.request(A)).isEqualTo(Identity.Verdict.PASS);
        assertThat(sure.request(B)).isEqualTo(Identity.Verdict.CLOSE);
        assertThat(sure.client()).isEqualTo(A);
    }

    @Test
    void shouldAnswerOnTheFirstConnectionUntilThereIsAPingOnAnother() {
        Routes<String> routes = new Routes<>();
        routes.request(A, "first");
        routes.request(A, "second");
        assertThat(routes.of(A)).isEqualTo("first");
        assertThat(routes.ping(A, "second")).isEqualTo("first");
        assertThat(routes.ping(A, "second")).isNull();
        routes.closed(A, "first");
        assertThat(routes.of(A)).isEqualTo("second");
        routes.closed(A, "second");
        assertThat(routes.of(A)).isNull();
        assertThat(routes.of(B)).isNull();
    }

    private static byte[] request(int length, Random random) {
        byte[] body = new byte[length];
        random.nextBytes(body);
        ByteBuffer frame = Bytes.allocate(Header.SIZE + length);
        Header.begin(frame, 0, Command.REQUEST, UInt128.ZERO, Release.CLIENT);
        Bytes.putU128(frame, Header.Request.CLIENT, A);
        frame.putLong(Header.Request.SESSION, 5);
        frame.putInt(Header.Request.REQUEST, 1);
        frame.put(Header.Request.OPERATION, (byte) Operation.LOOKUP_ACCOUNTS.code());
        frame.put(Header.SIZE, body);
        Header.body(frame, 0, length, Checksum.of(frame, Header.SIZE, length));
        Header.seal(frame, 0);
        return frame.array();
    }
}
