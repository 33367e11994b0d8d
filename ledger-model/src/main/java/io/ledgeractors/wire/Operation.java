package io.ledgeractors.wire;

import org.jspecify.annotations.Nullable;

/**
 * The operations of a session, each with its number on the wire, the sizes of an event and of a result in bytes and the
 * form of the body.
 *
 * <p>Clients of 0.17 use {@link #GET_CHANGE_EVENTS} and the operations from {@link #LOOKUP_ACCOUNTS} on. Clients of
 * 0.16 use the others. Source: protocol fact sheet, section 5.
 */
public enum Operation {
    /** Opens a session. The session sends it by itself. */
    REGISTER(2, Sizes.REGISTER_BODY, Sizes.REGISTER_REPLY, Form.PLAIN, Kind.REGISTER),
    /** create_accounts before 0.16.35: failures only. */
    CREATE_ACCOUNTS_PLAIN(129, AccountCodec.SIZE, Sizes.INDEX_AND_STATUS, Form.PLAIN, Kind.CREATE),
    /** create_transfers before 0.16.35: failures only. */
    CREATE_TRANSFERS_PLAIN(130, TransferCodec.SIZE, Sizes.INDEX_AND_STATUS, Form.PLAIN, Kind.CREATE),
    /** lookup_accounts before 0.16.35. */
    LOOKUP_ACCOUNTS_PLAIN(131, Bytes.U128_SIZE, AccountCodec.SIZE, Form.PLAIN, Kind.LOOKUP),
    /** lookup_transfers before 0.16.35. */
    LOOKUP_TRANSFERS_PLAIN(132, Bytes.U128_SIZE, TransferCodec.SIZE, Form.PLAIN, Kind.LOOKUP),
    /** get_account_transfers before 0.16.35. */
    GET_ACCOUNT_TRANSFERS_PLAIN(133, AccountFilterCodec.SIZE, TransferCodec.SIZE, Form.PLAIN, Kind.QUERY),
    /** get_account_balances before 0.16.35. */
    GET_ACCOUNT_BALANCES_PLAIN(134, AccountFilterCodec.SIZE, AccountBalanceCodec.SIZE, Form.PLAIN, Kind.QUERY),
    /** query_accounts before 0.16.35. */
    QUERY_ACCOUNTS_PLAIN(135, QueryFilterCodec.SIZE, AccountCodec.SIZE, Form.PLAIN, Kind.QUERY),
    /** query_transfers before 0.16.35. */
    QUERY_TRANSFERS_PLAIN(136, QueryFilterCodec.SIZE, TransferCodec.SIZE, Form.PLAIN, Kind.QUERY),
    /** Returns the change events of the ledger; one filter in each request. */
    GET_CHANGE_EVENTS(137, ChangeEventsFilterCodec.SIZE, ChangeEventCodec.SIZE, Form.PLAIN, Kind.QUERY),
    /** create_accounts of 0.16.35 to 0.16.78: failures only. */
    CREATE_ACCOUNTS_SPARSE(138, AccountCodec.SIZE, Sizes.INDEX_AND_STATUS, Form.MULTI_BATCH, Kind.CREATE),
    /** create_transfers of 0.16.35 to 0.16.78: failures only. */
    CREATE_TRANSFERS_SPARSE(139, TransferCodec.SIZE, Sizes.INDEX_AND_STATUS, Form.MULTI_BATCH, Kind.CREATE),
    /** Returns the accounts that have the given ids. */
    LOOKUP_ACCOUNTS(140, Bytes.U128_SIZE, AccountCodec.SIZE, Form.MULTI_BATCH, Kind.LOOKUP),
    /** Returns the transfers that have the given ids. */
    LOOKUP_TRANSFERS(141, Bytes.U128_SIZE, TransferCodec.SIZE, Form.MULTI_BATCH, Kind.LOOKUP),
    /** Returns the transfers of an account. */
    GET_ACCOUNT_TRANSFERS(142, AccountFilterCodec.SIZE, TransferCodec.SIZE, Form.MULTI_BATCH, Kind.QUERY),
    /** Returns the balances of an account with history. */
    GET_ACCOUNT_BALANCES(143, AccountFilterCodec.SIZE, AccountBalanceCodec.SIZE, Form.MULTI_BATCH, Kind.QUERY),
    /** Returns accounts by their fields. */
    QUERY_ACCOUNTS(144, QueryFilterCodec.SIZE, AccountCodec.SIZE, Form.MULTI_BATCH, Kind.QUERY),
    /** Returns transfers by their fields. */
    QUERY_TRANSFERS(145, QueryFilterCodec.SIZE, TransferCodec.SIZE, Form.MULTI_BATCH, Kind.QUERY),
    /** Creates accounts, with one result for each. */
    CREATE_ACCOUNTS(146, AccountCodec.SIZE, CreateAccountResultCodec.SIZE, Form.MULTI_BATCH, Kind.CREATE),
    /** Creates transfers, with one result for each. */
    CREATE_TRANSFERS(147, TransferCodec.SIZE, CreateTransferResultCodec.SIZE, Form.MULTI_BATCH, Kind.CREATE);

    /** Sizes in bytes that no codec has. Constants of an enum cannot name the enum's own static fields. */
    private static final class Sizes {
        static final int REGISTER_BODY = 256;
        static final int REGISTER_REPLY = 64;

        /** A result before 0.16.79: index of the event and status, both u32. */
        static final int INDEX_AND_STATUS = 8;
    }

    /** The form of a body. */
    public enum Form {
        /** A body of elements only. */
        PLAIN,
        /** A body of one or more batches of elements and a trailer, see {@link MultiBatch}. */
        MULTI_BATCH
    }

    /** The effect of an operation. */
    public enum Kind {
        /** Opens a session. */
        REGISTER,
        /** Changes the ledger; one event makes at most one result. */
        CREATE,
        /** Reads by id; one event makes at most one result. */
        LOOKUP,
        /** Reads by filter; one event makes up to its limit of results. */
        QUERY
    }

    private static final @Nullable Operation[] BY_CODE = new @Nullable Operation[1 << Byte.SIZE];

    static {
        for (Operation operation : values()) {
            BY_CODE[operation.code] = operation;
        }
    }

    private final int code;
    private final int eventSize;
    private final int resultSize;
    private final Form form;
    private final Kind kind;

    Operation(int code, int eventSize, int resultSize, Form form, Kind kind) {
        this.code = code;
        this.eventSize = eventSize;
        this.resultSize = resultSize;
        this.form = form;
        this.kind = kind;
    }

    /** Returns the operation with this number, or null if a client has none. */
    public static @Nullable Operation ofCode(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /** Returns the number on the wire. */
    public int code() {
        return code;
    }

    /** Returns the number of bytes of one event in a request. */
    public int eventSize() {
        return eventSize;
    }

    /** Returns the number of bytes of one result in a reply. */
    public int resultSize() {
        return resultSize;
    }

    /** Returns the form of its bodies. */
    public Form form() {
        return form;
    }

    /** Returns true if its bodies carry the trailer of {@link MultiBatch}. */
    public boolean isMultiBatch() {
        return form == Form.MULTI_BATCH;
    }

    /** Returns its effect. */
    public Kind kind() {
        return kind;
    }

    /** Returns true if it changes the ledger, so that its events get timestamps of their own. */
    public boolean isCreate() {
        return kind == Kind.CREATE;
    }

    /** Returns true if a client of 0.17 may send it. */
    public boolean isCurrent() {
        return this == GET_CHANGE_EVENTS || code >= LOOKUP_ACCOUNTS.code;
    }
}
