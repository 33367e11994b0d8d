package io.ledgeractors.it.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.client.ClientSettings;
import io.ledgeractors.client.NativeSession;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/** Pays one transfer after another and checks on close that each was created. */
final class GoodClient implements AutoCloseable {
    private final IdGenerator ids = new IdGenerator();
    private final UInt128 debit = ids.next();
    private final UInt128 credit = ids.next();
    private final ReplicaAddress server;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final CompletableFuture<Integer> paid = new CompletableFuture<>();
    private final Queue<Long> times = new ConcurrentLinkedQueue<>();
    private volatile int count;
    private int marked;

    GoodClient(ReplicaAddress server) {
        this.server = server;
        Thread thread = new Thread(this::run, "good-client");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the time in ns that 99 of 100 of the next {@code wanted} requests do not exceed. */
    long slowest(int wanted) {
        mark();
        return slowestSince(wanted);
    }

    /** Sets the mark from which {@link #slowestSince} counts the requests. */
    void mark() {
        marked = count;
    }

    /** Returns the time in ns that 99 of 100 requests since the mark do not exceed; waits for {@code wanted}. */
    long slowestSince(int wanted) {
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> count >= marked + wanted || paid.isDone());
        long[] sorted =
                times.stream().skip(marked).mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length * 99 / 100];
    }

    @Override
    public void close() {
        isOver.set(true);
        assertThat(OpenSession.await(paid)).isPositive();
    }

    private void run() {
        try (OpenSession session =
                OpenSession.register(NativeSession.create(ClientSettings.create(UInt128.ZERO, List.of(server))))) {
            session.ask(
                    Operation.CREATE_ACCOUNTS, Bodies.accounts(List.of(Bodies.account(debit), Bodies.account(credit))));
            while (!isOver.get() || count == 0) {
                long began = System.nanoTime();
                ByteBuffer reply = session.ask(
                        Operation.CREATE_TRANSFERS,
                        Bodies.transfers(List.of(Bodies.transfer(ids.next(), debit, credit, 1))));
                assertThat(Bodies.transferResults(reply))
                        .extracting(CreateTransferResult::status)
                        .containsExactly(CreateTransferStatus.Created);
                times.add(System.nanoTime() - began);
                count++;
            }
            paid.complete(count);
        } catch (Throwable failed) {
            paid.completeExceptionally(failed);
        }
    }
}
