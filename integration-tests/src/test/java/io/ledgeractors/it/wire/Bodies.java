package io.ledgeractors.it.wire;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads bodies of one batch. */
final class Bodies {
    private Bodies() {}

    static Account account(UInt128 id) {
        return Account.builder().id(id).ledger(4712).code(7).build();
    }

    static Transfer transfer(UInt128 id, UInt128 debit, UInt128 credit, long amount) {
        return Transfer.builder()
                .id(id)
                .debitAccountId(debit)
                .creditAccountId(credit)
                .amount(UInt128.of(amount))
                .ledger(4712)
                .code(7)
                .build();
    }

    static ByteBuffer accounts(List<Account> accounts) {
        ByteBuffer body = body(accounts.size(), AccountCodec.SIZE);
        for (int i = 0; i < accounts.size(); i++) {
            AccountCodec.encode(accounts.get(i), body, i * AccountCodec.SIZE);
        }
        return body;
    }

    static ByteBuffer transfers(List<Transfer> transfers) {
        ByteBuffer body = body(transfers.size(), TransferCodec.SIZE);
        for (int i = 0; i < transfers.size(); i++) {
            TransferCodec.encode(transfers.get(i), body, i * TransferCodec.SIZE);
        }
        return body;
    }

    static ByteBuffer ids(UInt128... ids) {
        ByteBuffer body = body(ids.length, 16);
        for (int i = 0; i < ids.length; i++) {
            Bytes.putU128(body, i * 16, ids[i]);
        }
        return body;
    }

    static List<CreateTransferResult> transferResults(ByteBuffer reply) {
        List<CreateTransferResult> results = new ArrayList<>();
        for (int i = 0; i < MultiBatch.count(reply, 0, reply.limit(), 0); i++) {
            results.add(CreateTransferResultCodec.decode(reply, i * CreateTransferResultCodec.SIZE));
        }
        return results;
    }

    static List<Account> accountsOf(ByteBuffer reply) {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < MultiBatch.count(reply, 0, reply.limit(), 0); i++) {
            accounts.add(AccountCodec.decode(reply, i * AccountCodec.SIZE));
        }
        return accounts;
    }

    private static ByteBuffer body(int events, int size) {
        ByteBuffer body = Bytes.allocate(events * size + MultiBatch.trailerSize(1, size));
        MultiBatch.writeTrailer(body, 0, new int[] {events}, 1, size);
        return body;
    }
}
