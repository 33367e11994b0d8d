package io.ledgeractors.actors;

import io.ledgeractors.actors.internal.codec.DecodedList;
import io.ledgeractors.actors.internal.codec.EventEncoder;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountBalanceCodec;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Function;

/**
 * Makes the typed replies to the requests of one operation. Results are decoded later, on the thread that reads them.
 *
 * @param <R> the type of one result
 * @param <P> the class of the reply
 * @param operation of the requests
 * @param replyClass the class of the replies
 * @param encoder encodes one result
 * @param decoder decodes one result
 * @param factory makes a reply of its outcome
 */
record ReplyType<R, P>(
        Operation operation,
        Class<P> replyClass,
        EventEncoder.Encoder<R> encoder,
        DecodedList.Decoder<R> decoder,
        Function<LedgerReply.Outcome<R>, P> factory) {
    static final ReplyType<CreateAccountResult, CreateAccountsReply> CREATE_ACCOUNTS = new ReplyType<>(
            Operation.CREATE_ACCOUNTS,
            CreateAccountsReply.class,
            (result, buffer, offset) ->
                    CreateAccountResultCodec.encode(result.timestamp(), result.status(), buffer, offset),
            CreateAccountResultCodec::decode,
            CreateAccountsReply::of);
    static final ReplyType<CreateTransferResult, CreateTransfersReply> CREATE_TRANSFERS = new ReplyType<>(
            Operation.CREATE_TRANSFERS,
            CreateTransfersReply.class,
            (result, buffer, offset) ->
                    CreateTransferResultCodec.encode(result.timestamp(), result.status(), buffer, offset),
            CreateTransferResultCodec::decode,
            CreateTransfersReply::of);
    static final ReplyType<Account, LookupAccountsReply> LOOKUP_ACCOUNTS = new ReplyType<>(
            Operation.LOOKUP_ACCOUNTS,
            LookupAccountsReply.class,
            AccountCodec::encode,
            AccountCodec::decode,
            LookupAccountsReply::of);
    static final ReplyType<Transfer, LookupTransfersReply> LOOKUP_TRANSFERS = new ReplyType<>(
            Operation.LOOKUP_TRANSFERS,
            LookupTransfersReply.class,
            TransferCodec::encode,
            TransferCodec::decode,
            LookupTransfersReply::of);
    static final ReplyType<Transfer, GetAccountTransfersReply> GET_ACCOUNT_TRANSFERS = new ReplyType<>(
            Operation.GET_ACCOUNT_TRANSFERS,
            GetAccountTransfersReply.class,
            TransferCodec::encode,
            TransferCodec::decode,
            GetAccountTransfersReply::of);
    static final ReplyType<AccountBalance, GetAccountBalancesReply> GET_ACCOUNT_BALANCES = new ReplyType<>(
            Operation.GET_ACCOUNT_BALANCES,
            GetAccountBalancesReply.class,
            AccountBalanceCodec::encode,
            AccountBalanceCodec::decode,
            GetAccountBalancesReply::of);
    static final ReplyType<Account, QueryAccountsReply> QUERY_ACCOUNTS = new ReplyType<>(
            Operation.QUERY_ACCOUNTS,
            QueryAccountsReply.class,
            AccountCodec::encode,
            AccountCodec::decode,
            QueryAccountsReply::of);
    static final ReplyType<Transfer, QueryTransfersReply> QUERY_TRANSFERS = new ReplyType<>(
            Operation.QUERY_TRANSFERS,
            QueryTransfersReply.class,
            TransferCodec::encode,
            TransferCodec::decode,
            QueryTransfersReply::of);
    static final ReplyType<ChangeEvent, GetChangeEventsReply> GET_CHANGE_EVENTS = new ReplyType<>(
            Operation.GET_CHANGE_EVENTS,
            GetChangeEventsReply.class,
            ChangeEventCodec::encode,
            ChangeEventCodec::decode,
            GetChangeEventsReply::of);

    /** Returns a reply with this outcome. */
    P reply(LedgerReply.Outcome<R> outcome) {
        return factory.apply(outcome);
    }

    /** Returns the outcome of a reply. */
    // Each class of replies has results of one type.
    @SuppressWarnings("unchecked")
    LedgerReply.Outcome<R> outcome(P reply) {
        return ((LedgerReply<R>) reply).outcome();
    }

    /** Returns results as the ledger encodes them, from 0 to the limit. They must not be changed. */
    ByteBuffer encode(List<R> results) {
        return results instanceof DecodedList<R> decoded && decoded.elementSize() == operation.resultSize()
                ? decoded.bytes()
                : EventEncoder.encode(results, operation.resultSize(), encoder);
    }

    /** Returns a reply with encoded results, which must not change any more. */
    P results(ByteBuffer results, long timestamp) {
        return factory.apply(
                new LedgerReply.Results<>(new DecodedList<>(results, operation.resultSize(), decoder), timestamp));
    }

    P refused(Refusal reason, String message) {
        return factory.apply(new LedgerReply.Refused<>(reason, message));
    }

    /** Returns a reply that names the ids of the request's encoded events. */
    P unknown(ByteBuffer events, String message) {
        return factory.apply(new LedgerReply.Unknown<>(ids(events), message));
    }

    // Accounts, transfers and the events of look-ups all begin with the id.
    private List<UInt128> ids(ByteBuffer events) {
        return operation.kind() == Operation.Kind.QUERY
                ? List.of()
                : new DecodedList<>(events, operation.eventSize(), Bytes::getU128);
    }
}
