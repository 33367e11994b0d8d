package io.ledgeractors.benchmarks.durable;

import io.ledgeractors.benchmarks.measure.BenchmarkException;
import io.ledgeractors.benchmarks.measure.ProcessUsage;
import io.ledgeractors.benchmarks.measure.Waiting;
import io.ledgeractors.benchmarks.turns.TurnResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The embedded ledger in a directory, with sessions inside this JVM. Each session has one request in flight, and each
 * outcome sends the next one.
 */
final class LedgerLoad implements DurableLoad {
    private final String name;
    private final OpenedLedger ledger;
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
        this.ledger = new OpenedLedger(directory, size);
        for (int i = 0; i < sessions; i++) {
            senders.add(new Sender(ledger.request(size, i)));
        }
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
            done += Waiting.join(sender.turn, time.plus(OpenedLedger.TIMEOUT), name);
        }
        return new TurnResult(done, System.nanoTime() - begin, ProcessUsage.processorNanos() - processor);
    }

    @Override
    public void close() {
        ledger.close();
    }

    // One request is in flight at a time, so one thread at a time uses the fields.
    private static final class Sender {
        private final TransferRequest request;
        private CompletableFuture<Long> turn = new CompletableFuture<>();
        private long end;
        private long done;

        Sender(TransferRequest request) {
            this.request = request;
        }

        void begin(long endOfTurn) {
            end = endOfTurn;
            done = 0;
            turn = new CompletableFuture<>();
            request.send(this::answered);
        }

        private void answered(@Nullable BenchmarkException failure) {
            if (failure != null) {
                turn.completeExceptionally(failure);
                return;
            }
            done += request.size();
            if (System.nanoTime() - end < 0) {
                request.send(this::answered);
            } else {
                turn.complete(done);
            }
        }
    }
}
