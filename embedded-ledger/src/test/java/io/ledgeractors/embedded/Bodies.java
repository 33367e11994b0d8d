package io.ledgeractors.embedded;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.List;

/** Bodies of requests in one batch. */
final class Bodies {
    private Bodies() {}

    static ByteBuffer accounts(List<Account> accounts) {
        ByteBuffer body = allocate(accounts.size(), 128);
        for (int i = 0; i < accounts.size(); i++) {
            AccountCodec.encode(accounts.get(i), body, 128 * i);
        }
        return body;
    }

    static ByteBuffer transfers(List<Transfer> transfers) {
        ByteBuffer body = allocate(transfers.size(), 128);
        for (int i = 0; i < transfers.size(); i++) {
            TransferCodec.encode(transfers.get(i), body, 128 * i);
        }
        return body;
    }

    static ByteBuffer ids(List<UInt128> ids) {
        ByteBuffer body = allocate(ids.size(), 16);
        for (int i = 0; i < ids.size(); i++) {
            Bytes.putU128(body, 16 * i, ids.get(i));
        }
        return body;
    }

    static Account account(long id) {
        return Account.builder().id(UInt128.of(id)).ledger(1).code(1).build();
    }

    static Transfer transfer(long id, long debit, long credit, long amount) {
        return Transfer.builder()
                .id(UInt128.of(id))
                .debitAccountId(UInt128.of(debit))
                .creditAccountId(UInt128.of(credit))
                .amount(UInt128.of(amount))
                .ledger(1)
                .code(1)
                .build();
    }

    private static ByteBuffer allocate(int elements, int size) {
        ByteBuffer body = Bytes.allocate(elements * size + MultiBatch.trailerSize(1, size));
        MultiBatch.writeTrailer(body, 0, new int[] {elements}, 1, size);
        return body;
    }
}
