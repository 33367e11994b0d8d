package io.ledgeractors.benchmarks.durable;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.measure.ProcessUsage;
import io.ledgeractors.benchmarks.measure.Waiting;
import io.ledgeractors.benchmarks.server.TransferGenerator;
import io.ledgeractors.benchmarks.turns.TurnResult;
import io.ledgeractors.client.LedgerClient;
import io.ledgeractors.embedded.EmbeddedLedger;
import io.ledgeractors.embedded.EmbeddedSettings;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.session.Body;
import io.ledgeractors.session.LedgerSession;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * The embedded ledger in a directory, with sessions inside this JVM. Each session has one request in flight, and each
 * outcome sends the next one.
 */
final class LedgerLoad implements DurableLoad {
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int CREATED = -1;

    private final String name;
    private final int size;
    private final EmbeddedLedger ledger;
    private final TransferGenerator generator;
    private final List<Sender> senders = new ArrayList<>();

    /**
     * Opens an empty ledger. Blocks the caller.
     *
     * @param directory where the ledger's directory is made
     * @param sessions number of sessions
     * @param size transfers in a request
     */
    LedgerLoad(Path directory, int sessions, int size) {
        this.name = sessions == 1 ? "ledger, 1 session" : "ledger, " + sessions + " sessions";
        this.size = size;
        this.ledger = EmbeddedLedger.open(EmbeddedSettings.inDirectory(directory.resolve("ledger")));
        this.generator = new TransferGenerator(size);
        createAccounts();
        for (int i = 0; i < sessions; i++) {
            senders.add(new Sender(started(ledger.newSession()), i));
        }
    }

    private void createAccounts() {
        LedgerClient client = LedgerClient.over(ledger.newSession());
        boolean isCreated =
                Waiting.join(client.createAccountsAsync(generator.accounts()), TIMEOUT, "cannot create accounts")
                        .stream()
                        .allMatch(result -> result.status() == CreateAccountStatus.Created);
        Waiting.join(client.closeAsync(), TIMEOUT, "the session does not close");
        if (!isCreated) {
            throw new BenchmarkException("cannot create the accounts");
        }
    }

    private static LedgerSession started(LedgerSession session) {
        CompletableFuture<SessionState> registered = new CompletableFuture<>();
        session.start(state -> {
            if (state instanceof SessionState.Registered) {
                registered.complete(state);
            }
        });
        Waiting.join(registered, TIMEOUT, "no session");
        return session;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public TurnResult run(Duration time) {
        long processor = ProcessUsage.processorNanos();
        long begin = System.nanoTime();
        senders.forEach(sender -> sender.begin(begin + time.toNanos()));
        long done = 0;
        for (Sender sender : senders) {
            done += Waiting.join(sender.turn, time.plus(TIMEOUT), name);
        }
        return new TurnResult(done, System.nanoTime() - begin, ProcessUsage.processorNanos() - processor);
    }

    @Override
    public void close() {
        ledger.close();
    }

    // One request is in flight at a time, so one thread at a time uses the fields.
    private final class Sender {
        private final LedgerSession session;
        private final Body body;
        private CompletableFuture<Long> turn = new CompletableFuture<>();
        private long end;
        private long done;

        Sender(LedgerSession session, long seed) {
            this.session = session;
            ByteBuffer bytes =
                    Bytes.allocateDirect(size * TransferCodec.SIZE + MultiBatch.trailerSize(1, TransferCodec.SIZE));
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < size; i++) {
                TransferCodec.encode(generator.transfer(random, 0), bytes, i * TransferCodec.SIZE);
            }
            int length = MultiBatch.writeTrailer(bytes, 0, new int[] {size}, 1, TransferCodec.SIZE);
            this.body = Body.of(bytes.slice(0, length).order(bytes.order()));
        }

        void begin(long endOfTurn) {
            end = endOfTurn;
            done = 0;
            turn = new CompletableFuture<>();
            send();
        }

        private void send() {
            long id = generator.nextIds(size);
            for (int i = 0; i < size; i++) {
                body.bytes().putLong(i * TransferCodec.SIZE + TransferCodec.ID, id + i);
            }
            session.submit(Operation.CREATE_TRANSFERS, body, this::answered);
        }

        private void answered(Outcome outcome) {
            if (!(outcome instanceof Outcome.Reply reply) || !isAllCreated(reply.body())) {
                turn.completeExceptionally(new BenchmarkException(name + ": transfers were not created: " + outcome));
                return;
            }
            done += size;
            if (System.nanoTime() - end < 0) {
                send();
            } else {
                turn.complete(done);
            }
        }

        private boolean isAllCreated(ByteBuffer results) {
            for (int i = 0; i < size; i++) {
                int at = i * CreateTransferResultCodec.SIZE + CreateTransferResultCodec.STATUS;
                if (results.getInt(at) != CREATED) {
                    return false;
                }
            }
            return true;
        }
    }
}
