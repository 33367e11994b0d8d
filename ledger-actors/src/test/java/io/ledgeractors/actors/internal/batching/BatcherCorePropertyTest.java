package io.ledgeractors.actors.internal.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests with random asks, sessions and refusals that every ask is answered once, with its own results, in key order.
 */
class BatcherCorePropertyTest {
    private static final int SEEDS = Integer.getInteger("ledger.seeds", 60);
    private static final int STEPS = 400;
    private static final Operation[] OPERATIONS = {
        Operation.CREATE_TRANSFERS,
        Operation.CREATE_TRANSFERS,
        Operation.CREATE_TRANSFERS,
        Operation.CREATE_ACCOUNTS,
        Operation.LOOKUP_ACCOUNTS,
        Operation.LOOKUP_TRANSFERS,
        Operation.GET_ACCOUNT_TRANSFERS,
        Operation.QUERY_ACCOUNTS,
        Operation.GET_CHANGE_EVENTS
    };
    private static final int[] MOST = {2, 2, 20, 20, 40, 300, 300, 9_000};
    private static final Limits[] LIMITS = {
        Limits.DEFAULT, Limits.DEVELOPMENT, new Limits(2_048), new Limits(4_096, 1_024)
    };

    static List<Long> seeds() {
        return new Random(20_261_121).longs(SEEDS).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldAnswerEveryAskOnceInTheOrderOfItsKey(long seed) {
        Random random = new Random(seed);
        CoreHarness core = new CoreHarness(
                random.nextBoolean() ? new QueueBounds(1 << 20, 1 << 28) : new QueueBounds(2_000, 1 << 28),
                new Timing(random.nextInt(3), random.nextInt(3) * random.nextInt(100), 0));
        boolean isReady = false;
        int asked = 0;
        int answered = 0;
        for (int step = 0; step < STEPS; step++) {
            boolean inFlight = core.sent.size() > answered;
            int dice = random.nextInt(20);
            if (dice < 12) {
                ask(core, random, asked++);
            } else if (!isReady && !inFlight) {
                core.register(LIMITS[random.nextInt(LIMITS.length)]);
                isReady = true;
            } else if (dice == 12 && !inFlight) {
                core.core.suspended();
                isReady = false;
            } else if (dice == 13) {
                core.now += random.nextInt(50);
                core.tick();
            } else if (inFlight) {
                answered++;
                isReady = outcome(core, random.nextInt(17));
            }
        }
        finish(core, answered);
        check(core, asked);
    }

    private static void ask(CoreHarness core, Random random, int number) {
        Operation operation = OPERATIONS[random.nextInt(OPERATIONS.length)];
        boolean query = operation.kind() == Operation.Kind.QUERY;
        int most = MOST[random.nextInt(MOST.length)];
        int count = query ? 1 : 1 + random.nextInt(most);
        int results = query ? random.nextInt(most) : count;
        long key = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(6);
        TestAsk plain = new TestAsk(number, operation, count, results, key, random.nextInt(3) == 0);
        TestAsk own = query || count == 1 || random.nextInt(4) > 0 ? plain : plain.forwarded(parts(count, random));
        TestAsk same = operation.isMultiBatch() && query && random.nextInt(4) == 0
                ? TestAsk.forwardedQuery(number, operation, 1 + random.nextInt(5), results, key)
                : own;
        TestAsk ask = operation.isCreate() && random.nextInt(4) == 0 ? same.asImported() : same;
        if (random.nextInt(5) == 0) {
            ask.within(1 + random.nextInt(200));
        }
        ask.isPoisoned = random.nextInt(50) == 0;
        if (random.nextInt(8) == 0) {
            boolean isSent = random.nextBoolean();
            ask.intervened(() -> isSent ? null : new RawReply.Results(CoreHarness.madeUpResults(ask), 7));
        }
        core.ask(ask);
    }

    /** Divides a number into one to three parts of at least 1. */
    private static int[] parts(int number, Random random) {
        int first = 1 + random.nextInt(number - 1);
        int rest = number - first;
        if (rest < 2 || random.nextBoolean()) {
            return random.nextInt(3) == 0 ? new int[] {number} : new int[] {first, rest};
        }
        int second = 1 + random.nextInt(rest - 1);
        return new int[] {first, second, rest - second};
    }

    /** Ends the request in flight, and returns true if the session takes another. */
    private static boolean outcome(CoreHarness core, int dice) {
        switch (dice) {
            case 0 -> core.lost(true);
            case 4 -> core.lost(false);
            case 1 -> core.notSent();
            case 2 -> core.notExecuted(EvictionReason.SESSION_RELEASE_MISMATCH);
            case 3 -> {
                core.notExecuted(EvictionReason.INVALID_REQUEST_BODY);
                return true;
            }
            case 16 -> {
                core.forbidden(Map.of(core.now % 2 == 0 ? 0 : core.last().asks().size() - 1, "not yours"));
                return true;
            }
            default -> {
                core.reply();
                return true;
            }
        }
        return false;
    }

    private static void finish(CoreHarness core, int answeredSoFar) {
        int answered = answeredSoFar;
        if (core.sent.size() > answered) {
            answered++;
            core.reply();
        }
        core.register(Limits.DEFAULT);
        core.core.closeIntake("the end");
        core.tick();
        while (core.sent.size() > answered) {
            answered++;
            core.reply();
        }
    }

    private static void checkOrder(CoreHarness core) {
        Map<Long, Integer> newest = new HashMap<>();
        for (int number : core.answerOrder) {
            long key = core.asks.get(number).order();
            if (key != 0 && core.answers.get(number).equals("results")) {
                Integer before = newest.put(key, number);
                assertThat(before == null ? -1 : before)
                        .as("the ask of key %d that got its results before ask %d", key, number)
                        .isLessThan(number);
            }
        }
    }

    private static void check(CoreHarness core, int asked) {
        assertThat(core.answers).as("asks that were answered").hasSize(asked);
        assertThat(core.core.queuedEvents()).isZero();
        assertThat(core.core.queuedBytes()).isZero();
        assertThat(core.drained).isEqualTo(1);
        checkOrder(core);
        Map<Long, Integer> newest = new HashMap<>();
        Set<Integer> seen = new HashSet<>();
        for (int number : core.executed) {
            long key = core.asks.get(number).order();
            assertThat(seen.add(number)).as("ask %d executed once", number).isTrue();
            if (key != 0) {
                Integer before = newest.put(key, number);
                assertThat(before == null ? -1 : before)
                        .as("the ask before ask %d of key %d", number, key)
                        .isLessThan(number);
            }
        }
    }
}
