package io.ledgeractors.actors.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BulkCreditTest {
    private static final QueueBounds BOUNDS = new QueueBounds(300, 300 * 128);
    private static final int SEEDS = Integer.getInteger("ledger.seeds", 200);
    private static final int STEPS = 2_000;

    static LongStream seeds() {
        return new Random(20_261_121).longs(SEEDS);
    }

    @Test
    void shouldGiveWhatIsThereAndLetTheRestStandInLine() {
        BulkCredit<TestAsk> credit = new BulkCredit<>(BOUNDS);
        TestAsk first = TestAsk.create(1, 200);
        TestAsk second = TestAsk.create(2, 200);
        TestAsk small = TestAsk.create(3, 1);
        assertThat(credit.take(first)).isTrue();
        assertThat(credit.take(second)).isFalse();
        assertThat(credit.take(small))
                .as("a small ask may not overtake a waiting one")
                .isFalse();
        assertThat(credit.next()).isNull();
        credit.returnCredit(first);
        assertThat(credit.next()).isSameAs(second);
        assertThat(credit.next()).isSameAs(small);
        assertThat(credit.events()).isEqualTo(201);
        assertThat(credit.bytes()).isEqualTo(201 * 128);
    }

    @Test
    void shouldLetSomethingTooBigGoByItself() {
        BulkCredit<TestAsk> credit = new BulkCredit<>(BOUNDS);
        TestAsk small = TestAsk.create(1, 1);
        TestAsk giant = TestAsk.create(2, 1_000);
        assertThat(credit.take(small)).isTrue();
        assertThat(credit.take(giant)).isFalse();
        credit.returnCredit(small);
        assertThat(credit.next()).isSameAs(giant);
    }

    @Test
    void shouldServeTheLineWhenItsHeadIsWithdrawn() {
        BulkCredit<TestAsk> credit = new BulkCredit<>(BOUNDS);
        TestAsk first = TestAsk.create(1, 200);
        TestAsk second = TestAsk.create(2, 200);
        TestAsk small = TestAsk.create(3, 1);
        credit.take(first);
        credit.take(second);
        credit.take(small);
        assertThat(credit.withdraw(second)).isTrue();
        assertThat(credit.withdraw(second)).isFalse();
        assertThat(credit.withdraw(first))
                .as("an ask that has its credit cannot be withdrawn")
                .isFalse();
        assertThat(credit.next()).isSameAs(small);
    }

    /** A stream that has at most two asks outstanding and one in line, until it stops. */
    private static final class Stream {
        final int sizeMax;
        final Deque<TestAsk> outstanding = new ArrayDeque<>();

        @Nullable
        TestAsk waiting;

        boolean isStopped;
        /** The number of other streams' asks that got credit while an ask of this stream stood in line. */
        int passed;

        Stream(int sizeMax) {
            this.sizeMax = sizeMax;
        }

        boolean maySend() {
            return !isStopped && waiting == null && outstanding.size() < 2;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldKeepTheBoundServeEverybodyInTurnAndGetAllCreditBack(long seed) {
        Random random = new Random(seed);
        BulkCredit<TestAsk> credit = new BulkCredit<>(BOUNDS);
        List<Stream> streams = new ArrayList<>();
        int count = 1 + random.nextInt(random.nextBoolean() ? 4 : 100);
        for (int i = 0; i < count; i++) {
            streams.add(new Stream(1 + random.nextInt(random.nextBoolean() ? 300 : 5)));
        }
        for (int step = 0; step < STEPS; step++) {
            Stream stream = streams.get(random.nextInt(count));
            switch (random.nextInt(8)) {
                case 0, 1, 2, 3 -> send(credit, streams, stream, random);
                case 4, 5, 6 -> answer(credit, streams, stream);
                default -> stop(credit, streams, stream, random);
            }
            assertThat(credit.events()).isBetween(0, BOUNDS.events());
            assertThat(credit.bytes()).isBetween(0L, BOUNDS.bytes());
            assertThat(credit.holders())
                    .isEqualTo(
                            streams.stream().mapToInt(s -> s.outstanding.size()).sum());
        }
        while (credit.holders() > 0) {
            streams.forEach(stream -> answer(credit, streams, stream));
        }
        assertThat(credit.waiting()).isZero();
        assertThat(credit.events()).isZero();
        assertThat(credit.bytes()).isZero();
    }

    private static void send(BulkCredit<TestAsk> credit, List<Stream> streams, Stream stream, Random random) {
        if (!stream.maySend()) {
            return;
        }
        TestAsk ask = TestAsk.create(streams.indexOf(stream), random.nextInt(stream.sizeMax + 1));
        if (credit.take(ask)) {
            assertThat(streams)
                    .as("streams with an ask in line, which must not be overtaken")
                    .allMatch(other -> other.waiting == null);
            stream.outstanding.add(ask);
        } else {
            stream.waiting = ask;
            stream.passed = 0;
        }
    }

    private static void answer(BulkCredit<TestAsk> credit, List<Stream> streams, Stream stream) {
        TestAsk answered = stream.outstanding.poll();
        if (answered != null) {
            credit.returnCredit(answered);
            serve(credit, streams);
        }
    }

    private static void stop(BulkCredit<TestAsk> credit, List<Stream> streams, Stream stream, Random random) {
        if (random.nextInt(4) > 0) {
            return;
        }
        stream.isStopped = !stream.isStopped;
        if (stream.waiting != null) {
            assertThat(credit.withdraw(stream.waiting)).isTrue();
            stream.waiting = null;
            serve(credit, streams);
        }
    }

    private static void serve(BulkCredit<TestAsk> credit, List<Stream> streams) {
        for (TestAsk next = credit.next(); next != null; next = credit.next()) {
            Stream owner = streams.get(next.number);
            assertThat(owner.waiting).isSameAs(next);
            owner.waiting = null;
            owner.outstanding.add(next);
            for (Stream other : streams) {
                if (other.waiting != null) {
                    assertThat(++other.passed)
                            .as("asks of others that went first")
                            .isLessThan(streams.size());
                }
            }
        }
    }
}
