package io.ledgeractors.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.UInt128;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    @Test
    void shouldGiveThePublishedTagOfNoBytes() {
        assertThat(hex(Checksum.of(Bytes.allocate(0), 0, 0))).isEqualTo("83cc600dc4e3e7e62d4055826174f149");
        assertThat(Checksum.of(Bytes.allocate(0), 0, 0)).isEqualTo(Checksum.EMPTY);
    }

    @Test
    void shouldGiveThePublishedTagOfSixteenZeroBytes() {
        assertThat(hex(Checksum.of(Bytes.allocate(16), 0, 16))).isEqualTo("f72ad48dd05dd1656133101cd4be3a26");
    }

    @Test
    void shouldNotDependOnPiecesOrOnWhereTheBytesLie() {
        Random random = new Random(20261121);
        for (int round = 0; round < 200; round++) {
            byte[] bytes = new byte[random.nextInt(20_000)];
            random.nextBytes(bytes);
            ByteBuffer heap = ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.LITTLE_ENDIAN);
            ByteBuffer direct = Bytes.allocateDirect(bytes.length + 7);
            direct.put(7, bytes);
            UInt128 whole = Checksum.of(heap, 0, bytes.length);
            assertThat(Checksum.of(direct, 7, bytes.length)).isEqualTo(whole);
            Checksum pieces = new Checksum();
            for (int at = 0; at < bytes.length; ) {
                int piece = Math.min(bytes.length - at, random.nextInt(500));
                pieces.update(
                        random.nextBoolean()
                                ? heap.slice(at, piece)
                                : heap.duplicate().position(0),
                        0,
                        0);
                pieces.update(heap, at, piece);
                at += piece;
            }
            assertThat(pieces.finish()).isEqualTo(whole);
        }
    }

    private static String hex(UInt128 value) {
        ByteBuffer buffer = Bytes.allocate(16);
        Bytes.putU128(buffer, 0, value);
        return HexFormat.of().formatHex(buffer.array());
    }
}
