package io.ledgeractors.client.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Checksum;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.FrameReader;
import io.ledgeractors.wire.Header;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Feeds the rules with damaged frames, most of them with right checksums so that the rules see them. The rules must not
 * throw, a request must end at most once, and with a correct server it must end.
 */
@Timeout(60)
class SessionFuzzTest {
    private static final int FRAMES = 20;

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldStandWhateverAServerSends(int block) {
        int reached = 0;
        for (int i = 0; i < 2_500; i++) {
            long seed = block * 1_000_000L + i;
            try {
                reached += new Run(seed).run();
            } catch (RuntimeException | Error failed) {
                throw new AssertionError("failed with seed " + seed, failed);
            }
        }
        assertThat(reached).as("frames that the rules saw").isGreaterThan(2_500 * FRAMES / 4);
    }

    private static final class Run {
        private final Random random;
        private final Rig rig;
        private final FrameReader reader = FrameReader.keepingAll(Rig.CLUSTER);
        private int submitted;
        private int reached;

        Run(long seed) {
            random = new Random(seed);
            int replicas = random.nextBoolean() ? 1 : 3;
            rig = random.nextInt(4) > 0 ? Rig.registered(replicas) : new Rig(replicas);
            if (rig.rules.limits() == null) {
                rig.start();
                rig.openAllAsked();
            } else {
                submit();
            }
        }

        int run() {
            for (int i = 0; i < FRAMES && !isEnded(); i++) {
                receive(mutated(honest()));
                submit();
                rig.pass(random.nextInt(50));
                rig.openAllAsked();
                assertThat(rig.outcomes().size()).isBetween(submitted - 1, submitted);
            }
            for (int i = 0; i < 200 && rig.rules.isBusy() && !isEnded(); i++) {
                rig.pass(100);
                rig.openAllAsked();
                receive(rig.reply(rig.lastRequest(), 0));
            }
            assertThat(rig.rules.isBusy())
                    .as("a request is still without an outcome")
                    .isFalse();
            assertThat(rig.outcomes()).hasSize(submitted);
            return reached;
        }

        private void submit() {
            if (rig.rules.limits() != null && !rig.rules.isBusy() && !isEnded()) {
                submitted++;
                rig.submit((byte) submitted, (byte) 2);
            }
        }

        private boolean isEnded() {
            return rig.rules.state() instanceof SessionState.Evicted;
        }

        private ByteBuffer honest() {
            return switch (random.nextInt(4)) {
                case 0 -> ServerFrames.of(Rig.CLUSTER).pong(rig.lastPing(0).header());
                case 1 ->
                    ServerFrames.of(Rig.CLUSTER)
                            .eviction(rig.rules.client(), EvictionReason.values()[random.nextInt(8)]);
                default -> rig.reply(rig.lastRequest(), random.nextInt(3));
            };
        }

        private ByteBuffer mutated(ByteBuffer frame) {
            ByteBuffer bytes = random.nextInt(6) == 0 ? resized(frame) : SimCluster.copy(frame);
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                change(bytes);
            }
            if (random.nextInt(8) > 0) {
                int body = bytes.limit() - Header.SIZE;
                if (random.nextInt(4) > 0) {
                    Header.body(bytes, 0, body, Checksum.of(bytes, Header.SIZE, body));
                }
                Header.seal(bytes, 0);
            }
            return bytes;
        }

        private ByteBuffer resized(ByteBuffer frame) {
            int size = Header.SIZE + random.nextInt(random.nextBoolean() ? 4 : 400);
            int kept = Math.min(size, frame.limit());
            return Bytes.allocate(size).put(0, frame, 0, kept).putInt(Header.FRAME_SIZE, size);
        }

        private void change(ByteBuffer bytes) {
            int at = random.nextInt(bytes.limit());
            switch (random.nextInt(4)) {
                case 0 -> bytes.put(at, (byte) (bytes.get(at) ^ 1 << random.nextInt(8)));
                case 1 -> bytes.put(at, (byte) random.nextInt(256));
                case 2 -> bytes.putLong(Math.min(at, bytes.limit() - 8), random.nextBoolean() ? -1 : 0);
                default -> bytes.put(Header.COMMAND, (byte) random.nextInt(26));
            }
        }

        private void receive(ByteBuffer bytes) {
            reader.reset();
            FrameReader.Result result = reader.read(bytes.duplicate().order(bytes.order()));
            if (result == FrameReader.Result.FRAME) {
                reached++;
                ByteBuffer header = SimCluster.copy(reader.header());
                rig.frame(0, header, reader.body());
            } else if (result == FrameReader.Result.FAULT) {
                rig.damage(0);
            }
        }
    }
}
