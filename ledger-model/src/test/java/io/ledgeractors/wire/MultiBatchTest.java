package io.ledgeractors.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MultiBatchTest {
    @Test
    void shouldWriteTheExamplesOfTheFactSheet() {
        ByteBuffer request = Bytes.allocate(512);
        assertThat(MultiBatch.writeTrailer(request, 0, new int[] {1, 2}, 2, 128))
                .isEqualTo(512);
        assertThat(hex(request, 384, 128)).isEqualTo("ff".repeat(122) + "020001000200");
        ByteBuffer reply = Bytes.allocate(64);
        assertThat(MultiBatch.writeTrailer(reply, 0, new int[] {1, 2}, 2, 16)).isEqualTo(64);
        assertThat(hex(reply, 48, 16)).isEqualTo("ff".repeat(10) + "020001000200");
        ByteBuffer empty = Bytes.allocate(16);
        assertThat(MultiBatch.writeTrailer(empty, 0, new int[3], 3, 16)).isEqualTo(16);
        assertThat(hex(empty, 0, 16)).isEqualTo("ff".repeat(8) + "0000000000000300");
    }

    @Test
    void shouldFillTrailersUpToWholeElements() {
        assertThat(MultiBatch.trailerSize(63, 128)).isEqualTo(128);
        assertThat(MultiBatch.trailerSize(64, 128)).isEqualTo(256);
        assertThat(MultiBatch.trailerSize(7, 16)).isEqualTo(16);
        assertThat(MultiBatch.trailerSize(8, 16)).isEqualTo(32);
        assertThat(MultiBatch.trailerSize(31, 64)).isEqualTo(64);
        assertThat(MultiBatch.trailerSize(32, 64)).isEqualTo(128);
        assertThat(MultiBatch.trailerSize(1, 8)).isEqualTo(8);
        assertThat(MultiBatch.trailerSize(4, 8)).isEqualTo(16);
    }

    @Test
    void shouldReadWhatItWrites() {
        long seed = 20261121;
        Random random = new Random(seed);
        int[] sizes = {8, 16, 64, 128, 384};
        for (int round = 0; round < 2_000; round++) {
            int size = sizes[random.nextInt(sizes.length)];
            int[] counts = new int[1 + random.nextInt(80)];
            int elements = 0;
            for (int i = 0; i < counts.length; i++) {
                counts[i] = random.nextInt(4);
                elements += counts[i];
            }
            int start = random.nextInt(3) * 8;
            ByteBuffer buffer =
                    noise(random, start + elements * size + MultiBatch.trailerSize(counts.length, size) + 8);
            int length = MultiBatch.writeTrailer(buffer, start, counts, counts.length, size);
            String at = "seed " + seed + ", round " + round;
            assertThat(length).as(at).isEqualTo(buffer.limit() - start - 8);
            assertThat(MultiBatch.batches(buffer, start, length, size)).as(at).isEqualTo(counts.length);
            assertThat(MultiBatch.payloadSize(buffer, start, length, size))
                    .as(at)
                    .isEqualTo(elements * size);
            for (int i = 0; i < counts.length; i++) {
                assertThat(MultiBatch.count(buffer, start, length, i)).as(at).isEqualTo(counts[i]);
            }
        }
    }

    @Test
    void shouldTakeAsManyElementsAsARequestHolds() {
        ByteBuffer buffer = Bytes.allocate(Header.BODY_MAX);
        assertThat(MultiBatch.writeTrailer(buffer, 0, new int[] {8189}, 1, 128)).isEqualTo(Header.BODY_MAX);
        assertThat(MultiBatch.batches(buffer, 0, Header.BODY_MAX, 128)).isEqualTo(1);
        assertThatThrownBy(() -> MultiBatch.writeTrailer(buffer, 0, new int[] {8190}, 1, 128))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1048320");
        int[] huge = new int[MultiBatch.BATCHES_MAX];
        java.util.Arrays.fill(huge, 0xffff);
        assertThatThrownBy(() -> MultiBatch.writeTrailer(buffer, 0, huge, huge.length, 128))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseToWriteWhatHasNoForm() {
        ByteBuffer buffer = Bytes.allocate(1024);
        for (int[] counts : new int[][] {{}, {-1}, {0x10000}}) {
            assertThatThrownBy(() -> MultiBatch.writeTrailer(buffer, 0, counts, counts.length, 16))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> MultiBatch.writeTrailer(buffer, 0, new int[] {1}, 2, 16))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldFindEveryMalformedBody() {
        // no bytes, not even a count, only a count, 0 batches, too many batches
        assertMalformed("", 16);
        assertMalformed("01", 16);
        assertMalformed("0100", 16);
        assertMalformed("ff".repeat(14) + "0000", 16);
        assertMalformed("ff".repeat(14) + "ffff", 16);
        // the trailer would be longer than the body
        assertMalformed("ff".repeat(14) + "0800", 16);
        // a length that is no multiple of the element
        assertMalformed("ff".repeat(13) + "00000100", 16);
        // fill that is not 0xff, in its first and its last byte
        assertMalformed("fe" + "ff".repeat(11) + "00000100", 16);
        assertMalformed("ff".repeat(11) + "7f" + "00000100", 16);
        // fewer and more elements than counted
        assertMalformed("ff".repeat(12) + "01000100", 16);
        assertMalformed("00".repeat(16) + "ff".repeat(12) + "00000100", 16);
        assertMalformed("00".repeat(16) + "ff".repeat(12) + "02000100", 16);
        // and the good ones beside them
        assertThat(batches("ff".repeat(12) + "00000100", 16)).isEqualTo(1);
        assertThat(batches("00".repeat(16) + "ff".repeat(12) + "01000100", 16)).isEqualTo(1);
    }

    @Test
    void shouldNeverReadOutsideOfANoisyBody() {
        long seed = 7;
        Random random = new Random(seed);
        for (int round = 0; round < 100_000; round++) {
            int length = random.nextInt(40) * 8;
            ByteBuffer buffer = noise(random, length);
            if (length > 0) {
                buffer.putShort(length - 2, (short) random.nextInt(12));
            }
            int batches = MultiBatch.batches(buffer, 0, length, 1 << (3 + random.nextInt(5)));
            assertThat(batches).as("seed %d, round %d", seed, round).isBetween(-1, 12);
        }
    }

    private static void assertMalformed(String hex, int elementSize) {
        assertThat(batches(hex, elementSize)).as(hex).isEqualTo(-1);
    }

    private static int batches(String hex, int elementSize) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        ByteBuffer buffer = Bytes.allocate(bytes.length).put(0, bytes);
        return MultiBatch.batches(buffer, 0, bytes.length, elementSize);
    }

    private static ByteBuffer noise(Random random, int size) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        return Bytes.allocate(size).put(0, bytes);
    }

    private static String hex(ByteBuffer buffer, int at, int length) {
        return HexFormat.of().formatHex(buffer.array(), at, at + length);
    }
}
