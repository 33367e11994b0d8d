package io.ledgeractors.client.internal.call;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountBalance;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.ChangeEventsFilter;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.QueryFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.AccountBalanceCodec;
import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.CreateAccountResultCodec;
import io.ledgeractors.wire.CreateTransferResultCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/** The kinds of calls: one for each operation of a 0.17 client. */
public final class CallKinds {
    public static final CallKind<Account, CreateAccountResult> CREATE_ACCOUNTS =
            new CallKind<>(Operation.CREATE_ACCOUNTS, AccountCodec::encode, CreateAccountResultCodec::decode);
    public static final CallKind<Transfer, CreateTransferResult> CREATE_TRANSFERS =
            new CallKind<>(Operation.CREATE_TRANSFERS, TransferCodec::encode, CreateTransferResultCodec::decode);
    public static final CallKind<UInt128, Account> LOOKUP_ACCOUNTS =
            new CallKind<>(Operation.LOOKUP_ACCOUNTS, CallKinds::encodeId, AccountCodec::decode);
    public static final CallKind<UInt128, Transfer> LOOKUP_TRANSFERS =
            new CallKind<>(Operation.LOOKUP_TRANSFERS, CallKinds::encodeId, TransferCodec::decode);
    public static final CallKind<AccountFilter, Transfer> GET_ACCOUNT_TRANSFERS =
            new CallKind<>(Operation.GET_ACCOUNT_TRANSFERS, AccountFilterCodec::encode, TransferCodec::decode);
    public static final CallKind<AccountFilter, AccountBalance> GET_ACCOUNT_BALANCES =
            new CallKind<>(Operation.GET_ACCOUNT_BALANCES, AccountFilterCodec::encode, AccountBalanceCodec::decode);
    public static final CallKind<QueryFilter, Account> QUERY_ACCOUNTS =
            new CallKind<>(Operation.QUERY_ACCOUNTS, QueryFilterCodec::encode, AccountCodec::decode);
    public static final CallKind<QueryFilter, Transfer> QUERY_TRANSFERS =
            new CallKind<>(Operation.QUERY_TRANSFERS, QueryFilterCodec::encode, TransferCodec::decode);
    public static final CallKind<ChangeEventsFilter, ChangeEvent> GET_CHANGE_EVENTS =
            new CallKind<>(Operation.GET_CHANGE_EVENTS, ChangeEventsFilterCodec::encode, ChangeEventCodec::decode);

    private CallKinds() {}

    private static void encodeId(UInt128 id, ByteBuffer buffer, int offset) {
        Bytes.putU128(buffer, offset, id);
    }
}
