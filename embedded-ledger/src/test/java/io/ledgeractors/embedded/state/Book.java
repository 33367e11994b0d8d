package io.ledgeractors.embedded.state;

import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.tck.vectors.LedgerTarget.Answer;
import io.ledgeractors.wire.AccountBalanceCodec;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/** A state machine that takes and returns records, for tests of its rules. */
final class Book {
    @FunctionalInterface
    private interface Encoder<E> {
        void encode(E event, ByteBuffer body, int at);
    }

    final DirectLedger ledger;

    Book() {
        this(StateSettings.create());
    }

    Book(StateSettings settings) {
        ledger = new DirectLedger(settings);
    }

    Book(RecordStores stores) {
        ledger = new DirectLedger(StateSettings.create(), stores);
    }

    /** Creates a ledger with the accounts 1 to {@code accounts}. */
    static Book withAccounts(int accounts) {
        Book book = new Book();
        book.openAccounts(1, accounts, 0);
        return book;
    }

    void openAccounts(int from, int to, int flags) {
        List<Account> accounts = new ArrayList<>();
        for (int id = from; id <= to; id++) {
            accounts.add(account(id).flags(flags).build());
        }
        createAccounts(accounts);
    }

    static Account.Builder account(long id) {
        return Account.builder().id(UInt128.of(id)).ledger(1).code(1);
    }

    static Transfer.Builder transfer(long id, long debit, long credit, long amount) {
        return Transfer.builder()
                .id(UInt128.of(id))
                .debitAccountId(UInt128.of(debit))
                .creditAccountId(UInt128.of(credit))
                .amount(UInt128.of(amount))
                .ledger(1)
                .code(1);
    }

    List<CreateAccountStatus> createAccounts(List<Account> accounts) {
        return call(
                Operation.CREATE_ACCOUNTS,
                accounts,
                AccountCodec::encode,
                (body, at) -> CreateAccountResultCodec.decode(body, at).status());
    }

    CreateAccountStatus create(Account.Builder account) {
        return createAccounts(List.of(account.build())).get(0);
    }

    List<CreateTransferResult> createTransfers(List<Transfer> transfers) {
        return call(Operation.CREATE_TRANSFERS, transfers, TransferCodec::encode, CreateTransferResultCodec::decode);
    }

    CreateTransferStatus create(Transfer.Builder transfer) {
        return createTransfers(List.of(transfer.build())).get(0).status();
    }

    Account lookup(long id) {
        return lookupAccounts(List.of(UInt128.of(id))).get(0);
    }

    List<Account> lookupAccounts(List<UInt128> ids) {
        return call(Operation.LOOKUP_ACCOUNTS, ids, Book::encodeId, AccountCodec::decode);
    }

    List<Transfer> lookupTransfers(List<UInt128> ids) {
        return call(Operation.LOOKUP_TRANSFERS, ids, Book::encodeId, TransferCodec::decode);
    }

    List<Transfer> accountTransfers(AccountFilter filter) {
        return call(
                Operation.GET_ACCOUNT_TRANSFERS, List.of(filter), AccountFilterCodec::encode, TransferCodec::decode);
    }

    List<AccountBalance> accountBalances(AccountFilter filter) {
        return call(
                Operation.GET_ACCOUNT_BALANCES,
                List.of(filter),
                AccountFilterCodec::encode,
                AccountBalanceCodec::decode);
    }

    List<Transfer> queryTransfers(QueryFilter filter) {
        return call(Operation.QUERY_TRANSFERS, List.of(filter), QueryFilterCodec::encode, TransferCodec::decode);
    }

    List<ChangeEvent> changeEvents(ChangeEventsFilter filter) {
        return call(
                Operation.GET_CHANGE_EVENTS,
                List.of(filter),
                ChangeEventsFilterCodec::encode,
                ChangeEventCodec::decode);
    }

    static ByteBuffer body(Operation operation, int events, int... batches) {
        int trailer = operation.isMultiBatch() ? MultiBatch.trailerSize(batches.length, operation.eventSize()) : 0;
        ByteBuffer body = Bytes.allocate(events * operation.eventSize() + trailer);
        if (operation.isMultiBatch()) {
            MultiBatch.writeTrailer(body, 0, batches, batches.length, operation.eventSize());
        }
        return body;
    }

    private <E, R> List<R> call(
            Operation operation, List<E> events, Encoder<E> encoder, BiFunction<ByteBuffer, Integer, R> decoder) {
        ByteBuffer body = body(operation, events.size(), events.size());
        for (int i = 0; i < events.size(); i++) {
            encoder.encode(events.get(i), body, i * operation.eventSize());
        }
        ledger.pause(1);
        Answer answer = ledger.execute(operation, body);
        int length = answer.body().limit();
        int results = (operation.isMultiBatch()
                        ? MultiBatch.payloadSize(answer.body(), 0, length, operation.resultSize())
                        : length)
                / operation.resultSize();
        List<R> decoded = new ArrayList<>();
        for (int i = 0; i < results; i++) {
            decoded.add(decoder.apply(answer.body(), i * operation.resultSize()));
        }
        return decoded;
    }

    private static void encodeId(UInt128 id, ByteBuffer body, int at) {
        Bytes.putU128(body, at, id);
    }
}
