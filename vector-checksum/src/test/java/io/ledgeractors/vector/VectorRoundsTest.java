package io.ledgeractors.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.ChecksumRounds;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VectorRoundsTest {
    private static final long SEED = 128;

    private final ChecksumRounds rounds = new VectorRounds();
    private final Random random = new Random(SEED);

    @Test
    void shouldKeepTheStateWithoutBlocks() {
        byte[] state = bytes(128);
        byte[] before = state.clone();
        rounds.absorb(state, new byte[0], 0, 0);
        assertThat(state).isEqualTo(before);
    }

    @Test
    void shouldComeToTheStateOfTheTables() {
        for (int blocks = 1; blocks <= 64; blocks++) {
            byte[] bytes = bytes(32 * blocks + 7);
            byte[] state = bytes(128);
            byte[] expected = state.clone();
            ChecksumRounds.tables().absorb(expected, bytes, 7, blocks);
            rounds.absorb(state, bytes, 7, blocks);
            assertThat(state).as("%d blocks, seed %d", blocks, SEED).isEqualTo(expected);
        }
    }

    @Test
    void shouldSubstituteEveryByteLikeTheTables() {
        for (int value = 0; value < 256; value++) {
            byte[] state = new byte[128];
            Arrays.fill(state, (byte) value);
            byte[] expected = state.clone();
            ChecksumRounds.tables().absorb(expected, new byte[32], 0, 1);
            rounds.absorb(state, new byte[32], 0, 1);
            assertThat(state).as("byte %d", value).isEqualTo(expected);
        }
    }

    @Test
    void shouldGiveTheSameChecksumsHoweverTheBytesCome() {
        for (int round = 0; round < 40; round++) {
            ByteBuffer bytes = ByteBuffer.wrap(bytes(random.nextInt(5_000)));
            UInt128 expected = sum(ChecksumRounds.tables(), bytes, bytes.capacity());
            assertThat(sum(rounds, bytes, bytes.capacity())).isEqualTo(expected);
            assertThat(sum(rounds, bytes, 1 + random.nextInt(300))).isEqualTo(expected);
        }
    }

    private static UInt128 sum(ChecksumRounds by, ByteBuffer bytes, int piece) {
        Checksum checksum = new Checksum(by);
        for (int at = 0; at < bytes.capacity(); at += piece) {
            checksum.update(bytes, at, Math.min(piece, bytes.capacity() - at));
        }
        return checksum.finish();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
