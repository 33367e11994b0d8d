package io.ledgeractors.tck.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ledgeractors.tck.naive.NaiveStateMachine;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferentialRunTest {
    private final GeneratorCoverage coverage = new GeneratorCoverage();

    @Test
    void shouldReachEveryStatus() {
        for (long seed = 1; seed <= 10; seed++) {
            run(seed, new NaiveStateMachine(1_048_320));
        }
        System.out.println(coverage);
        assertThat(coverage.below(1)).isEmpty();
        assertThat(coverage.events()).isGreaterThanOrEqualTo(20_000);
        assertThat(coverage.expired()).isGreaterThan(100);
        assertThat(coverage.malformed()).isGreaterThan(5);
        assertThat(coverage.operations()).hasSize(Operation.values().length - 1);
    }

    @Test
    void shouldMakeTheSameRequestsFromTheSameSeed() {
        List<Integer> once = new ArrayList<>();
        List<Integer> again = new ArrayList<>();
        run(7, new Listener(once));
        run(7, new Listener(again));
        assertThat(again).isEqualTo(once).hasSizeGreaterThan(50);
        List<Integer> other = new ArrayList<>();
        run(8, new Listener(other));
        assertThat(other).isNotEqualTo(once);
    }

    @Test
    void shouldNameSeedStepOperationEventAndBothAnswers() {
        assertThatThrownBy(() -> run(3, new Faulty() {
                    @Override
                    public ByteBuffer execute(Operation operation, long timestamp, ByteBuffer body) {
                        ByteBuffer reply = super.execute(operation, timestamp, body);
                        if (operation == Operation.CREATE_TRANSFERS && reply.limit() > 32) {
                            reply.putInt(8, 54);
                        }
                        return reply;
                    }
                }))
                .isInstanceOf(ReplyDifference.class)
                .hasMessageMatching(
                        "(?s)seed 3, step \\d+, CREATE_TRANSFERS prepared at \\d+: .*they part at result 0.*")
                .hasMessageMatching("(?s).*first   \\w+ at \\d+.*second  ExceedsCredits at \\d+.*sent.*Transfer\\[.*");
    }

    @Test
    void shouldFindAnExpiryThatIsMissed() {
        assertThatThrownBy(() -> run(4, new Faulty() {
                    @Override
                    public int pulse(long timestamp) {
                        return 0;
                    }
                }))
                .isInstanceOf(ReplyDifference.class)
                .hasMessageMatching("seed 4, step \\d+, pulse at \\d+: [1-9]\\d* and 0");
    }

    @Test
    void shouldFindABodyThatIsTakenThoughMalformed() {
        assertThatThrownBy(() -> {
                    for (long seed = 1; seed <= 20; seed++) {
                        run(seed, new Faulty() {
                            @Override
                            public boolean isValid(Operation operation, ByteBuffer body) {
                                return true;
                            }
                        });
                    }
                })
                .isInstanceOf(ReplyDifference.class)
                .hasMessageContaining("is it well-formed: false and true");
    }

    @Test
    void shouldSayWhichLedgerThrewWhat() {
        assertThatThrownBy(() -> run(5, new Faulty() {
                    @Override
                    public ByteBuffer execute(Operation operation, long timestamp, ByteBuffer body) {
                        throw new IllegalStateException("out of order");
                    }
                }))
                .isInstanceOf(ReplyDifference.class)
                .hasMessageContaining("seed 5, step 0, CREATE_ACCOUNTS")
                .hasMessageContaining("out of order");
    }

    @Test
    void shouldNoticeMoneyThatIsLostInBoth() {
        assertThatThrownBy(() -> DifferentialRun.run(6, 2_000, limit -> new Leaky(), limit -> new Leaky(), coverage))
                .isInstanceOf(ReplyDifference.class)
                .hasMessageMatching(
                        "seed 6, step \\d+, ledger -?\\d+, (pending|posted): debits exceed credits by -?\\d+");
    }

    private void run(long seed, PreparedLedger second) {
        DifferentialRun.run(seed, 2_000, NaiveStateMachine::new, limit -> withLimit(second, limit), coverage);
    }

    // The run chooses the limit; a naive ledger is made anew for it.
    private static PreparedLedger withLimit(PreparedLedger ledger, int limit) {
        if (ledger instanceof Faulty faulty) {
            faulty.ledger = new NaiveStateMachine(limit);
            return faulty;
        }
        return new NaiveStateMachine(limit);
    }

    /** A naive ledger, of which a test changes something. */
    private static class Faulty implements PreparedLedger {
        private NaiveStateMachine ledger = new NaiveStateMachine(1_048_320);

        @Override
        public boolean isValid(Operation operation, ByteBuffer body) {
            return ledger.isValid(operation, body);
        }

        @Override
        public ByteBuffer execute(Operation operation, long timestamp, ByteBuffer body) {
            return ledger.execute(operation, timestamp, body);
        }

        @Override
        public int pulse(long timestamp) {
            return ledger.pulse(timestamp);
        }

        @Override
        public long nextExpiry() {
            return ledger.nextExpiry();
        }
    }

    /** Keeps a hash of each request. */
    private static final class Listener extends Faulty {
        private final List<Integer> hashes;

        Listener(List<Integer> hashes) {
            this.hashes = hashes;
        }

        @Override
        public ByteBuffer execute(Operation operation, long timestamp, ByteBuffer body) {
            hashes.add(body.hashCode() * 31 + Long.hashCode(timestamp));
            return super.execute(operation, timestamp, body);
        }
    }

    /** Shows a unit too much debited on the first account that has been debited. */
    private static final class Leaky extends Faulty {
        @Override
        public ByteBuffer execute(Operation operation, long timestamp, ByteBuffer body) {
            ByteBuffer reply = super.execute(operation, timestamp, body);
            if (operation == Operation.QUERY_ACCOUNTS) {
                for (int at = 0; at + 2 * AccountCodec.SIZE <= reply.limit(); at += AccountCodec.SIZE) {
                    long posted = reply.getLong(at + AccountCodec.DEBITS_POSTED);
                    if (posted > 0) {
                        reply.putLong(at + AccountCodec.DEBITS_POSTED, posted + 1);
                        return reply;
                    }
                }
            }
            return reply;
        }
    }
}
