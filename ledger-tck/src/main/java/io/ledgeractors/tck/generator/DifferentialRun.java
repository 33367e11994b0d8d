package io.ledgeractors.tck.generator;

import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/**
 * Sends the same random requests, prepared at the same times, to two ledgers and compares each reply byte by byte. From
 * time to time it compares everything that they hold. After each request with changes, debits must equal credits in
 * each ledger, pending and posted. The same seed gives the same run. Not thread-safe.
 */
public final class DifferentialRun {
    private static final int PULSE = 8_190;
    private static final long MILLISECOND = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final int REQUESTS_BETWEEN_AUDITS = 100;

    private final long seed;
    private final Chance chance;
    private final RequestGenerator generator;
    private final Pair pair;
    private final GeneratorCoverage coverage;
    private long now;
    private long last;

    private DifferentialRun(
            long seed,
            IntFunction<PreparedLedger> first,
            IntFunction<PreparedLedger> second,
            GeneratorCoverage coverage) {
        this.seed = seed;
        this.coverage = coverage;
        this.chance = new Chance(~seed);
        int batchSizeLimit = chance.percent(25) ? 32_512 : 1_048_320;
        this.generator = new RequestGenerator(seed, batchSizeLimit);
        this.pair = new Pair(first.apply(batchSizeLimit), second.apply(batchSizeLimit));
        // A time of today, one so late that timeouts overflow, and one so early that almost no time is before it.
        this.now = switch (chance.weighted(80, 12, 8)) {
            case 1 -> chance.between(Long.MAX_VALUE / 2 + Long.MAX_VALUE / 16, Long.MAX_VALUE - 10_000 * SECOND);
            case 2 -> chance.between(1, 1_000_000_000L);
            default -> 1_767_225_600_000_000_000L + chance.between(0, 1_000_000_000L);
        };
    }

    /**
     * Runs one history on two empty ledgers.
     *
     * @param seed of all that is random
     * @param events how many create events there are at least
     * @param first makes an empty ledger, given the greatest body of a request in bytes
     * @param second makes the ledger to compare it with
     * @param coverage the counts to which this run is added
     * @throws ReplyDifference if they differ, with the seed, the step, the operation, the event and both answers
     */
    public static void run(
            long seed,
            int events,
            IntFunction<PreparedLedger> first,
            IntFunction<PreparedLedger> second,
            GeneratorCoverage coverage) {
        new DifferentialRun(seed, first, second, coverage).run(events);
    }

    private void run(int events) {
        int done = 0;
        int step = 0;
        while (done < events) {
            String place = "seed " + seed + ", step " + step;
            now += pause();
            expire(place);
            done += request(place);
            if (++step % REQUESTS_BETWEEN_AUDITS == 0 || done >= events) {
                last = Math.max(now, last + 1);
                pair.compareEverything(place, last);
            }
        }
    }

    private int request(String place) {
        GeneratedRequest request = generator.next(now);
        if (!pair.isValid(place, request)) {
            coverage.malformedRequest();
            return 0;
        }
        int events = request.createEvents();
        last = Math.max(now, last + 1) + events;
        ByteBuffer reply = pair.execute(place, request, last);
        generator.learn(request, last, reply);
        coverage.request(request, last, reply);
        if (events > 0) {
            last++;
            pair.checkThatNothingIsLost(place, last);
        }
        return events;
    }

    // A pulse may come late, so that requests meet transfers that are due but not released.
    private void expire(String place) {
        if (pair.nextExpiry(place) <= Math.max(now, last + 1) && chance.percent(50)) {
            last = Math.max(now, last + 1) + PULSE;
            int expired = pair.pulse(place, last);
            generator.learnPulse(last, expired);
            coverage.expiries(expired);
        }
    }

    private long pause() {
        return switch (chance.weighted(10, 10, 50, 20, 10)) {
            case 1 -> chance.between(1, 1_000L);
            case 2 -> chance.between(1_000, MILLISECOND);
            case 3 -> chance.between(MILLISECOND, 100 * MILLISECOND);
            case 4 -> chance.between(SECOND / 2, 3 * SECOND);
            default -> 0;
        };
    }
}
