package io.ledgeractors.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.embedded.checkpoint.CheckpointSettings;
import io.ledgeractors.model.Account;
import io.ledgeractors.tck.generator.GeneratedRequest;
import io.ledgeractors.tck.generator.RequestGenerator;
import io.ledgeractors.tck.time.ManualClock;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;

/**
 * Lets a ledger with checkpoints lose its power at any call of its disk, also while it is opened. It must answer random
 * requests as a ledger that never stops.
 */
final class CheckpointCrashes {
    private static final int STEPS = 80;
    private static final int BATCH_SIZE_LIMIT = 32_512;
    private static final CheckpointSettings OFTEN = new CheckpointSettings(30, 5, 1, 30, 2);

    private static final long FIRST_UNUSED = 1L << 50;
    private static final int UNUSED = 50;
    private static final Set<Operation> ACCOUNTS =
            Set.of(Operation.CREATE_ACCOUNTS, Operation.CREATE_ACCOUNTS_SPARSE, Operation.CREATE_ACCOUNTS_PLAIN);

    private int crashes;
    private long unused;
    private int resumed;

    /** Returns how often ledgers have crashed so far. */
    int crashes() {
        return crashes;
    }

    /** Returns how often ledgers were opened with a checkpoint on their disk so far. */
    int resumed() {
        return resumed;
    }

    /**
     * Runs one history.
     *
     * @throws AssertionError if the answers differ or a ledger cannot be opened; the message begins with the seed
     */
    void run(long seed) {
        try {
            runHistory(seed);
        } catch (RuntimeException | AssertionError failed) {
            throw new AssertionError("seed " + seed + " (-Dcheckpoint.seed): " + failed.getMessage(), failed);
        }
    }

    private void runHistory(long seed) {
        Random random = new Random(seed);
        unused = 0;
        ManualClock clock = new ManualClock();
        EmbeddedSettings settings = EmbeddedSettings.inDirectory(Path.of("ledger"))
                .withFreeSpaceWarning(0)
                .withBatchSizeLimit(BATCH_SIZE_LIMIT)
                .withClock(clock);
        Both both = new Both(new CrashingLedger(settings, null, random), new CrashingLedger(settings, OFTEN, random));
        PreparedStateMachine rules = PreparedStateMachine.create(BATCH_SIZE_LIMIT);
        RequestGenerator generator = new RequestGenerator(seed, BATCH_SIZE_LIMIT);
        both.ask(WireClient::register);
        for (int step = 0; step < STEPS; step++) {
            // By more than a read reserves, so that the time of a start is never ahead of the clock.
            clock.advance(Duration.ofMillis(1_001 + random.nextInt(2_000)));
            GeneratedRequest request = generator.next(clock.realtimeNanos());
            if (rules.isValid(request.operation(), request.body())) {
                ByteBuffer reply = both.ask(client -> client.next(request.operation(), request.body()));
                ByteBuffer body =
                        reply.slice(Header.SIZE, reply.limit() - Header.SIZE).order(reply.order());
                generator.learn(request, reply.getLong(Header.Reply.TIMESTAMP), body);
                if (ACCOUNTS.contains(request.operation())) {
                    spread(both);
                }
            }
        }
        crashes += both.crashing.crashes();
        resumed += both.crashing.openedFromCheckpoints();
    }

    /** Creates accounts that nothing else uses, so that those in use lie on many pages. */
    private void spread(Both both) {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < UNUSED; i++) {
            accounts.add(Bodies.account(FIRST_UNUSED + unused++));
        }
        both.ask(client -> client.next(Operation.CREATE_ACCOUNTS, Bodies.accounts(accounts)));
    }

    /** Both ledgers with a client each, because the views of the ledgers are part of what a client repeats. */
    private static final class Both {
        private final CrashingLedger steady;
        private final CrashingLedger crashing;
        private final WireClient clientOfSteady = new WireClient(7);
        private final WireClient clientOfCrashing = new WireClient(7);

        Both(CrashingLedger steady, CrashingLedger crashing) {
            this.steady = steady;
            this.crashing = crashing;
        }

        /** Sends a request to both and returns the reply, which must be the same. */
        ByteBuffer ask(Function<WireClient, ByteBuffer> frame) {
            ByteBuffer expected = clientOfSteady.take(steady.ask(frame.apply(clientOfSteady)));
            Operation operation = Operation.ofCode(Byte.toUnsignedInt(expected.get(Header.Reply.OPERATION)));
            boolean isRead = operation != Operation.REGISTER && !operation.isCreate();
            ByteBuffer request = frame.apply(clientOfCrashing);
            ByteBuffer reply = clientOfCrashing.take(
                    isRead ? crashing.askAndCrash(request) : crashing.askInSpiteOfCrashes(request));
            assertThat(reply.getLong(Header.Reply.OP))
                    .as("position of %s", operation)
                    .isEqualTo(expected.getLong(Header.Reply.OP));
            assertThat(reply.getLong(Header.Reply.TIMESTAMP))
                    .as("time of %s", operation)
                    .isEqualTo(expected.getLong(Header.Reply.TIMESTAMP));
            assertThat(reply.slice(Header.SIZE, reply.limit() - Header.SIZE))
                    .as("body of %s", operation)
                    .isEqualTo(expected.slice(Header.SIZE, expected.limit() - Header.SIZE));
            return expected;
        }
    }
}
