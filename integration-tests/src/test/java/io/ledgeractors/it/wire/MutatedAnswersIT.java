package io.ledgeractors.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.it.ServerUnderTest;
import io.ledgeractors.model.UInt128;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Damages the replies of a server on the way. No session may crash, hang or leak a buffer. */
@Timeout(600)
class MutatedAnswersIT {
    private static final int ANSWERS = Integer.getInteger("ledger.mutated.frames", 5_000) / 25;

    private final long seed = Long.getLong("ledger.seed", 20_261_121);

    @Test
    void shouldEndEveryRequestOfASessionThatIsToldNonsense() throws Exception {
        System.out.println("mutated answers: -Dledger.seed=" + seed);
        try (LeakWatch watch = new LeakWatch()) {
            try (ServerUnderTest server = ServerUnderTest.start(UInt128.ZERO)) {
                new Nonsense(server.address(), server.cluster(), seed).answers(ANSWERS);
            }
            assertThat(watch.leaks()).isEmpty();
        }
    }
}
