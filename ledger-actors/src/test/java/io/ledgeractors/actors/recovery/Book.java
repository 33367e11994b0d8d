package io.ledgeractors.actors.recovery;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.naive.NaiveTarget;
import io.ledgeractors.tck.vectors.LedgerTarget.Answer;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.List;

/** A naive ledger with some accounts, and short methods for what tests do to it. */
final class Book {
    /** 2026-01-01, where the naive ledger's clock starts. */
    static final long START = 1_767_225_600_000_000_000L;

    static final int PLAIN = 1;
    static final int OTHER = 2;
    /** An account with the flag debits_must_not_exceed_credits and credits of 100. */
    static final int LIMITED = 3;

    /** An account that cannot have 5 more pending debits while {@link #HUGE_PENDING} is pending. */
    static final int HUGE = 4;

    static final int HUGE_PENDING = 900;

    private final NaiveTarget target = NaiveTarget.create(Header.BODY_MAX);

    Book() {
        accounts(
                account(PLAIN),
                account(OTHER),
                account(LIMITED).flags(2),
                account(HUGE),
                account(5),
                account(6),
                account(7));
        transfers(transfer(800, PLAIN, LIMITED, 100));
        transfers(transfer(HUGE_PENDING, HUGE, 7, 0).flags(2).amount(UInt128.of(-1L, -3L)));
    }

    static Account.Builder account(long id) {
        return Account.builder().id(UInt128.of(id)).ledger(1).code(7).userData64(id);
    }

    static Transfer.Builder transfer(long id, long debit, long credit, long amount) {
        return Transfer.builder()
                .id(UInt128.of(id))
                .debitAccountId(UInt128.of(debit))
                .creditAccountId(UInt128.of(credit))
                .amount(UInt128.of(amount))
                .ledger(1)
                .code(7)
                .userData64(id);
    }

    /** Posts (flag 4) or voids (flag 8) a pending transfer and inherits all other fields. */
    static Transfer.Builder settle(long id, long pending, int flag) {
        return Transfer.builder()
                .id(UInt128.of(id))
                .pendingId(UInt128.of(pending))
                .amount(flag == 4 ? UInt128.MAX : UInt128.ZERO)
                .flags(flag);
    }

    static ByteBuffer encode(Object event) {
        ByteBuffer bytes = Bytes.allocate(128);
        if (event instanceof Account.Builder account) {
            AccountCodec.encode(account.build(), bytes, 0);
        } else {
            TransferCodec.encode(((Transfer.Builder) event).build(), bytes, 0);
        }
        return bytes;
    }

    static ByteBuffer body(Operation operation, List<List<ByteBuffer>> batches) {
        int size = operation.eventSize();
        int[] counts = batches.stream().mapToInt(List::size).toArray();
        int events = batches.stream().mapToInt(List::size).sum();
        int trailer = operation.isMultiBatch() ? MultiBatch.trailerSize(counts.length, size) : 0;
        ByteBuffer body = Bytes.allocate(events * size + trailer);
        int at = 0;
        for (List<ByteBuffer> batch : batches) {
            for (ByteBuffer event : batch) {
                body.put(at, event, 0, size);
                at += size;
            }
        }
        if (trailer > 0) {
            MultiBatch.writeTrailer(body, 0, counts, counts.length, size);
        }
        return body;
    }

    Answer execute(Operation operation, ByteBuffer body) {
        return target.execute(operation, body);
    }

    void accounts(Account.Builder... accounts) {
        execute(Operation.CREATE_ACCOUNTS, List.of((Object[]) accounts));
    }

    void transfers(Transfer.Builder... transfers) {
        execute(Operation.CREATE_TRANSFERS, List.of((Object[]) transfers));
    }

    void pauseSeconds(int seconds) {
        target.pause(1_000L * seconds);
    }

    /** The time of an operation that reads nothing. */
    long tick() {
        target.pause(1);
        return execute(Operation.LOOKUP_ACCOUNTS, body(Operation.LOOKUP_ACCOUNTS, List.of(List.of())))
                .timestamp();
    }

    private void execute(Operation operation, List<Object> events) {
        execute(
                operation,
                body(operation, List.of(events.stream().map(Book::encode).toList())));
    }
}
