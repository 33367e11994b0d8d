package io.ledgeractors.actors.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.Limits;
import io.ledgeractors.tck.generator.GeneratedRequest;
import io.ledgeractors.tck.generator.RequestGenerator;
import io.ledgeractors.tck.naive.NaiveTarget;
import io.ledgeractors.tck.vectors.LedgerTarget.Answer;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Loses random requests at random moments. An event that is reported as created must have been created by one copy of
 * the request, at that time. The copies may never create anything else.
 */
class RequestRecoveryRandomTest {
    private static final int SEEDS = Integer.getInteger("ledger.seeds", 40);
    private static final int STEPS = 120;
    private static final int RESULT = 16;
    private static final int STATUS = 8;

    private static int losses;
    private static int events;
    private static int unknown;

    private final List<ByteBuffer> runs = new ArrayList<>();
    private Random random;
    private NaiveTarget ledger;
    private RequestGenerator generator;
    private long now;
    private long fresh = 1L << 50;

    static List<Long> seeds() {
        return new Random(20_261_122).longs(SEEDS).boxed().toList();
    }

    @AfterAll
    static void count() {
        System.out.println(losses + " random losses of " + events + " events, " + unknown + " unknown");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldReportOnlyWhatTheLedgerDid(long seed) {
        random = new Random(seed);
        ledger = NaiveTarget.create(Header.BODY_MAX);
        generator = new RequestGenerator(seed, 4_096);
        now = Book.START;
        for (int step = 0; step < STEPS; step++) {
            GeneratedRequest request = generator.next(now);
            boolean mayBeLost = request.operation() == Operation.CREATE_TRANSFERS
                    || request.operation() == Operation.CREATE_ACCOUNTS;
            if (mayBeLost && hasOneOfEachId(request) && random.nextInt(3) == 0) {
                lose(request);
            } else {
                execute(request, Set.of());
            }
        }
    }

    private long execute(GeneratedRequest request, Set<UInt128> taken) {
        try {
            if (!taken.isEmpty() && ids(request).stream().anyMatch(taken::contains)) {
                return now;
            }
            Answer answer = ledger.execute(request.operation(), request.body());
            generator.learn(request, answer.timestamp(), answer.body());
            now = answer.timestamp();
        } catch (IllegalArgumentException malformed) {
            // One request in fifty is malformed on purpose.
        }
        return now;
    }

    private void lose(GeneratedRequest request) {
        LostRequest lost;
        try {
            lost = new LostRequest(request.operation(), request.body());
        } catch (IllegalArgumentException malformed) {
            return;
        }
        runs.clear();
        boolean isEvicted = random.nextBoolean();
        long before = now;
        if (random.nextBoolean()) {
            copy(request, lost);
        }
        others(request);
        RequestRecovery resolution =
                RequestRecovery.of(request.operation(), request.body(), before, isEvicted, () -> UInt128.of(fresh++));
        RecoveredResults resolved = null;
        while (resolved == null) {
            if (!isEvicted && random.nextInt(4) == 0) {
                others(request);
                copy(request, lost);
            }
            RecoveryStep step = resolution.next(Limits.DEFAULT);
            if (step instanceof RecoveryStep.Send send) {
                Answer answer = ledger.execute(send.operation(), send.body());
                now = answer.timestamp();
                if (send.purpose() == RecoveryStep.Purpose.RESEND) {
                    runs.add(results(answer.body(), lost));
                }
                if (random.nextInt(10) == 0) {
                    resolution.lost(true);
                } else {
                    resolution.answered(answer.body(), answer.timestamp());
                }
            } else {
                resolved = ((RecoveryStep.Done) step).results();
            }
        }
        others(request);
        if (!isEvicted) {
            copy(request, lost);
        }
        losses++;
        compare(request, lost, resolved);
    }

    private void copy(GeneratedRequest request, LostRequest lost) {
        Answer answer = ledger.execute(request.operation(), request.body());
        now = answer.timestamp();
        runs.add(results(answer.body(), lost));
    }

    // Other clients work meanwhile, with ids of their own.
    private void others(GeneratedRequest request) {
        Set<UInt128> taken = ids(request);
        for (int i = random.nextInt(4); i > 0; i--) {
            execute(generator.next(now), taken);
        }
        ledger.pause(random.nextInt(3_000));
    }

    private static ByteBuffer results(ByteBuffer body, LostRequest lost) {
        ByteBuffer copy = Bytes.allocate(RESULT * lost.events());
        copy.put(0, body, 0, copy.limit());
        return copy;
    }

    private static Set<UInt128> ids(GeneratedRequest request) {
        Set<UInt128> ids = new HashSet<>();
        if (request.operation().eventSize() == TransferCodec.SIZE) {
            for (int at = 0; at + TransferCodec.SIZE <= request.body().limit(); at += TransferCodec.SIZE) {
                ids.add(Bytes.getU128(request.body(), at));
            }
        }
        return ids;
    }

    private static boolean hasOneOfEachId(GeneratedRequest request) {
        int most = request.body().limit() / TransferCodec.SIZE;
        return ids(request).size() >= most;
    }

    private void compare(GeneratedRequest request, LostRequest lost, RecoveredResults resolved) {
        int event = 0;
        for (int batch = 0; batch < lost.batches(); batch++) {
            ByteBuffer results = resolved.results(batch);
            for (int i = 0; i < lost.eventsOf(batch); i++, event++) {
                events++;
                if (results == null) {
                    unknown++;
                } else {
                    compare(request, event, results.getInt(RESULT * i + STATUS), results.getLong(RESULT * i));
                }
            }
        }
    }

    private void compare(GeneratedRequest request, int event, int status, long timestamp) {
        String what = "event " + event + " of " + runs.size() + " runs, told " + name(request, status) + "@" + timestamp
                + ", they said "
                + runs.stream()
                        .map(run ->
                                name(request, run.getInt(RESULT * event + STATUS)) + "@" + run.getLong(RESULT * event))
                        .toList();
        for (ByteBuffer run : runs) {
            if (run.getInt(RESULT * event + STATUS) == -1) {
                assertThat(name(request, status)).as(what).isEqualTo("Created");
                assertThat(timestamp).as(what).isEqualTo(run.getLong(RESULT * event));
                return;
            }
        }
        int flags = request.body().getShort(TransferCodec.SIZE * event + TransferCodec.FLAGS);
        int imported = request.operation() == Operation.CREATE_TRANSFERS ? TransferFlags.IMPORTED : 16;
        if ((flags & imported) == 0) {
            assertThat(name(request, status)).as(what).isNotEqualTo("Created");
        }
    }

    private static String name(GeneratedRequest request, int code) {
        return request.operation() == Operation.CREATE_ACCOUNTS
                ? CreateAccountStatus.ofCode(code).name()
                : CreateTransferStatus.ofCode(code).name();
    }
}
