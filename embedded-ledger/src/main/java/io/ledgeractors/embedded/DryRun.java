package io.ledgeractors.embedded;

import io.ledgeractors.embedded.replica.DryRunCall;
import io.ledgeractors.embedded.replica.ReplicaLoop;
import io.ledgeractors.embedded.state.LedgerFullException;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A dry run on its way to the ledger's thread and back: the request in one batch, and the memory for its results. All
 * memory but that of the decoded results is taken on the caller's thread.
 *
 * @param <R> the result of an event
 */
final class DryRun<R> implements DryRunCall {
    /** The bytes of the two accounts of a transfer. */
    private static final int BOTH_ACCOUNTS = 2 * AccountCodec.SIZE;

    private static final ByteBuffer NO_ACCOUNTS = Bytes.allocate(0);

    private final Operation operation;
    private final ByteBuffer body;
    private final ByteBuffer reply;
    private final ByteBuffer accounts;
    private final List<R> results;
    private final int events;
    private final IntFunction<R> decoder;
    private final CompletableFuture<List<R>> done = new CompletableFuture<>();

    private DryRun(Operation operation, ByteBuffer body, int events, ByteBuffer accounts, Decoder<R> decoder) {
        this.operation = operation;
        this.body = body;
        this.events = events;
        this.reply = Bytes.allocate(sizeOf(events, operation.resultSize()));
        this.accounts = accounts;
        this.results = new ArrayList<>(events);
        this.decoder = event -> decoder.decode(reply, accounts, event);
    }

    /** Decodes the result of an event. */
    @FunctionalInterface
    private interface Decoder<R> {
        R decode(ByteBuffer reply, ByteBuffer accounts, int event);
    }

    /**
     * Creates the dry run of some transfers.
     *
     * @throws IllegalArgumentException if there are more than a request may have
     */
    static DryRun<DryRunResult> ofTransfers(List<Transfer> transfers, Limits limits) {
        ByteBuffer body = body(Operation.CREATE_TRANSFERS, transfers.size(), limits);
        for (int i = 0; i < transfers.size(); i++) {
            TransferCodec.encode(transfers.get(i), body, i * TransferCodec.SIZE);
        }
        return new DryRun<>(
                Operation.CREATE_TRANSFERS,
                body,
                transfers.size(),
                Bytes.allocate(transfers.size() * BOTH_ACCOUNTS),
                (reply, accounts, event) -> new DryRunResult(
                        CreateTransferResultCodec.decode(reply, event * CreateTransferResultCodec.SIZE),
                        account(accounts, event * BOTH_ACCOUNTS),
                        account(accounts, event * BOTH_ACCOUNTS + AccountCodec.SIZE)));
    }

    /**
     * Creates the dry run of some accounts.
     *
     * @throws IllegalArgumentException if there are more than a request may have
     */
    static DryRun<CreateAccountResult> ofAccounts(List<Account> accounts, Limits limits) {
        ByteBuffer body = body(Operation.CREATE_ACCOUNTS, accounts.size(), limits);
        for (int i = 0; i < accounts.size(); i++) {
            AccountCodec.encode(accounts.get(i), body, i * AccountCodec.SIZE);
        }
        return new DryRun<>(
                Operation.CREATE_ACCOUNTS,
                body,
                accounts.size(),
                NO_ACCOUNTS,
                (reply, none, event) -> CreateAccountResultCodec.decode(reply, event * CreateAccountResultCodec.SIZE));
    }

    /** Hands the request to the ledger's thread. */
    CompletionStage<List<R>> on(ReplicaLoop loop) {
        loop.dryRun(operation, body, reply, accounts, this);
        return done;
    }

    // A lack of memory for the results ends the dry run and not the ledger, which is as before.
    @Override
    public void executed() {
        try {
            for (int event = 0; event < events; event++) {
                results.add(decoder.apply(event));
            }
        } catch (OutOfMemoryError noMemory) {
            done.completeExceptionally(noMemory);
        }
    }

    @Override
    public void durable() {
        done.complete(Collections.unmodifiableList(results));
    }

    @Override
    public void full(String why) {
        done.completeExceptionally(new LedgerFullException(why));
    }

    @Override
    public void refused(String why) {
        done.completeExceptionally(new IllegalStateException(why));
    }

    private static ByteBuffer body(Operation operation, int events, Limits limits) {
        int most = limits.eventsMax(operation);
        if (events > most) {
            throw new IllegalArgumentException("a request of this ledger has at most " + most + " events in a batch of "
                    + operation + ", but this dry run has " + events);
        }
        ByteBuffer body = Bytes.allocate(sizeOf(events, operation.eventSize()));
        MultiBatch.writeTrailer(body, 0, new int[] {events}, 1, operation.eventSize());
        return body;
    }

    private static int sizeOf(int elements, int size) {
        return elements * size + MultiBatch.trailerSize(1, size);
    }

    private static @Nullable Account account(ByteBuffer accounts, int at) {
        return Bytes.isZero(accounts, at, Bytes.U128_SIZE) ? null : AccountCodec.decode(accounts, at);
    }
}
