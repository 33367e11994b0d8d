package io.ledgeractors.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.FrameReader.Result;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
    private static final UInt128 CLUSTER = UInt128.of(77);

    private final FrameReader reader = FrameReader.keepingAll(CLUSTER);

    @Test
    void shouldReadFramesCutAtEveryByte() {
        ByteBuffer stream = stream(frame(300), frame(0), frame(33));
        for (int cut = 0; cut <= stream.limit(); cut++) {
            reader.reset();
            List<Integer> sizes = new ArrayList<>();
            readAll(stream.slice(0, cut), sizes);
            readAll(stream.slice(cut, stream.limit() - cut), sizes);
            assertThat(sizes).as("cut at byte %d", cut).containsExactly(300, 0, 33);
        }
    }

    @Test
    void shouldReadFramesInPiecesOfAnySize() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            ByteBuffer stream = stream(frame(random.nextInt(5_000)), frame(random.nextInt(5_000)));
            List<Integer> sizes = new ArrayList<>();
            for (int at = 0; at < stream.limit(); ) {
                int length = Math.min(stream.limit() - at, 1 + random.nextInt(700));
                readAll(stream.slice(at, length), sizes);
                at += length;
            }
            assertThat(sizes).as("seed %d", seed).hasSize(2);
        }
    }

    @Test
    void shouldGiveHeaderAndBodyAsTheyCame() {
        ByteBuffer frame = frame(Header.BODY_MAX);
        assertThat(reader.read(frame)).isEqualTo(Result.FRAME);
        assertThat(frame.remaining()).isZero();
        assertThat(reader.header()).isEqualTo(frame.slice(0, Header.SIZE));
        assertThat(reader.body()).isEqualTo(frame.slice(Header.SIZE, Header.BODY_MAX));
        assertThat(reader.read(frame)).isEqualTo(Result.MORE);
    }

    @Test
    void shouldRefuseEveryFlippedBit() {
        ByteBuffer frame = frame(40);
        for (int bit = 0; bit < 8 * frame.limit(); bit++) {
            ByteBuffer damaged = Bytes.allocate(frame.limit()).put(0, frame, 0, frame.limit());
            damaged.put(bit / 8, (byte) (damaged.get(bit / 8) ^ 1 << bit % 8));
            reader.reset();
            assertThat(reader.read(damaged)).as("bit %d", bit).isEqualTo(Result.FAULT);
            assertThat(reader.fault())
                    .isEqualTo(bit / 8 < Header.SIZE ? FrameFault.HEADER_CHECKSUM : FrameFault.BODY_CHECKSUM);
        }
    }

    @Test
    void shouldRefuseUnknownCommandsAndImpossibleSizes() {
        assertFault(Header.COMMAND, 0, FrameFault.COMMAND);
        assertFault(Header.COMMAND, Command.MAX + 1, FrameFault.COMMAND);
        for (int retired : new int[] {12, 21, 22, 23}) {
            assertFault(Header.COMMAND, retired, FrameFault.COMMAND);
        }
        assertFault(Header.FRAME_SIZE + 3, 0x80, FrameFault.SIZE);
        assertFault(Header.FRAME_SIZE + 2, 0x11, FrameFault.SIZE);
        ByteBuffer small = frame(0).putInt(Header.FRAME_SIZE, 255);
        Header.seal(small, 0);
        assertThat(reader.read(small)).isEqualTo(Result.FAULT);
        assertThat(reader.fault()).isEqualTo(FrameFault.SIZE);
    }

    @Test
    void shouldTakeMemoryOnlyForBytesThatCame() {
        ByteBuffer frame = frame(Header.BODY_MAX);
        assertThat(reader.read(frame.slice(0, Header.SIZE + 10))).isEqualTo(Result.MORE);
        assertThat(reader.frame().capacity()).isLessThanOrEqualTo(4096);
        assertThat(reader.read(frame.slice(Header.SIZE + 10, 50_000))).isEqualTo(Result.MORE);
        assertThat(reader.frame().capacity()).isLessThan(4 * 50_000);
    }

    @Test
    void shouldRefuseAnotherClusterOnceTheFrameIsWhole() {
        FrameReader other = FrameReader.keepingAll(UInt128.of(78));
        ByteBuffer frame = frame(10);
        assertThat(other.read(frame.slice(0, 265))).isEqualTo(Result.MORE);
        assertThat(other.read(frame.slice(265, 1))).isEqualTo(Result.FAULT);
        assertThat(other.fault()).isEqualTo(FrameFault.CLUSTER);
    }

    @Test
    void shouldReadNothingAfterAFaultUntilItIsReset() {
        ByteBuffer damaged = frame(0).put(200, (byte) 1);
        assertThat(reader.read(damaged)).isEqualTo(Result.FAULT);
        assertThat(reader.read(frame(0))).isEqualTo(Result.FAULT);
        reader.reset();
        assertThat(reader.read(frame(0))).isEqualTo(Result.FRAME);
        assertThatThrownBy(reader::fault).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldCheckTheChecksumOfAnEmptyBodyUnlessItHasARule() {
        ByteBuffer frame = frame(0).putInt(Header.CHECKSUM_BODY, 1);
        Header.seal(frame, 0);
        assertThat(reader.read(frame.duplicate())).isEqualTo(Result.FAULT);
        assertThat(reader.fault()).isEqualTo(FrameFault.BODY_CHECKSUM);
        FrameReader withRule = FrameReader.withRule(CLUSTER, header -> FrameReader.Keeping.KEEP);
        assertThat(withRule.read(frame)).isEqualTo(Result.FRAME);
    }

    private void assertFault(int at, int value, FrameFault fault) {
        ByteBuffer frame = frame(0);
        frame.put(at, (byte) value);
        Header.seal(frame, 0);
        reader.reset();
        assertThat(reader.read(frame)).isEqualTo(Result.FAULT);
        assertThat(reader.fault()).isEqualTo(fault);
    }

    private void readAll(ByteBuffer bytes, List<Integer> sizes) {
        Result result = reader.read(bytes);
        for (; result == Result.FRAME; result = reader.read(bytes)) {
            sizes.add(reader.body().limit());
        }
        assertThat(result).isEqualTo(Result.MORE);
    }

    private static ByteBuffer stream(ByteBuffer... frames) {
        int size = 0;
        for (ByteBuffer frame : frames) {
            size += frame.limit();
        }
        ByteBuffer stream = Bytes.allocate(size);
        int at = 0;
        for (ByteBuffer frame : frames) {
            stream.put(at, frame, 0, frame.limit());
            at += frame.limit();
        }
        return stream;
    }

    private static ByteBuffer frame(int bodySize) {
        byte[] body = new byte[bodySize];
        new Random(bodySize).nextBytes(body);
        ByteBuffer frame = Bytes.allocate(Header.SIZE + bodySize).put(Header.SIZE, body);
        Header.begin(frame, 0, Command.REPLY, CLUSTER, Release.CLIENT);
        Header.body(frame, 0, bodySize, Checksum.of(frame, Header.SIZE, bodySize));
        Header.seal(frame, 0);
        return frame;
    }
}
