package io.ledgeractors.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.wire.ChecksumRounds;
import org.junit.jupiter.api.Test;

class RoundsTrialTest {
    private static final long SECOND = 1_000_000_000;

    private long now;

    @Test
    void shouldTakeWhatComputesTheSameAndIsFaster() {
        assertThat(isTaken(taking(1_000), taking(700))).isTrue();
    }

    @Test
    void shouldTakeWhatBecomesFasterWhenItIsCompiled() {
        int[] calls = {0};
        assertThat(isTaken(taking(1_000), rounds(() -> now += calls[0]++ < 100 ? 5_000_000 : 300)))
                .isTrue();
        assertThat(now).isLessThan(SECOND);
    }

    @Test
    void shouldLeaveWhatIsHardlyFaster() {
        assertThat(isTaken(taking(1_000), taking(900))).isFalse();
        assertThat(now).isBetween(10 * SECOND, 11 * SECOND);
    }

    @Test
    void shouldLeaveWhatIsFasterOnlyNowAndThen() {
        int[] calls = {0};
        assertThat(isTaken(taking(1_000_000), rounds(() -> now += calls[0]++ % 20 == 0 ? 5_000_000 : 300)))
                .isFalse();
    }

    @Test
    void shouldLeaveAtOnceWhatComputesSomethingElse() {
        ChecksumRounds wrong = new Fake(() -> now += 1) {
            @Override
            public void absorb(byte[] state, byte[] bytes, int offset, int blocks) {
                super.absorb(state, bytes, offset, blocks);
                state[77] ^= 1;
            }
        };
        assertThat(isTaken(taking(1_000), wrong)).isFalse();
        assertThat(now).isLessThan(SECOND);
    }

    private boolean isTaken(ChecksumRounds present, ChecksumRounds other) {
        return new RoundsTrial(present, other, () -> now).isOtherBetter();
    }

    private ChecksumRounds taking(long nanos) {
        return rounds(() -> now += nanos);
    }

    private static ChecksumRounds rounds(Runnable time) {
        return new Fake(time);
    }

    /** The tables, one block of them, in a time of the test's own. */
    private static class Fake implements ChecksumRounds {
        private final Runnable time;

        Fake(Runnable time) {
            this.time = time;
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public void absorb(byte[] state, byte[] bytes, int offset, int blocks) {
            ChecksumRounds.tables().absorb(state, bytes, offset, 1);
            time.run();
        }
    }
}
