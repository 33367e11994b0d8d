package io.ledgeractors.embedded.state.find;

import io.ledgeractors.embedded.state.tables.MutableUInt128;
import io.ledgeractors.model.AccountFilterFlags;
import io.ledgeractors.model.QueryFilterFlags;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.QueryFilterCodec;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/**
 * An account filter or a query filter in mutable registers. A field that is 0 matches every record. Source: protocol
 * fact sheet, sections 5 and 7.
 */
public final class FieldFilter {
    private static final int ACCOUNT_KNOWN_FLAGS =
            AccountFilterFlags.DEBITS | AccountFilterFlags.CREDITS | AccountFilterFlags.REVERSED;
    private static final int ACCOUNT_RESERVED = AccountFilterCodec.CODE + Short.BYTES;
    private static final int QUERY_RESERVED = QueryFilterCodec.CODE + Short.BYTES;

    public final MutableUInt128 accountId = new MutableUInt128();
    public final MutableUInt128 userData128 = new MutableUInt128();
    public long userData64;
    public int userData32;
    public int ledger;
    public int code;
    public long timestampMin;
    public long timestampMax;
    /** The most results; unsigned. */
    public int limit;

    public boolean debits;
    public boolean credits;
    public boolean reversed;

    /** Reads an account filter and returns true if it is valid. */
    public boolean readAccountFilter(ByteBuffer body, int at) {
        accountId.read(body, at + AccountFilterCodec.ACCOUNT_ID);
        userData128.read(body, at + AccountFilterCodec.USER_DATA_128);
        userData64 = body.getLong(at + AccountFilterCodec.USER_DATA_64);
        userData32 = body.getInt(at + AccountFilterCodec.USER_DATA_32);
        ledger = 0;
        code = Short.toUnsignedInt(body.getShort(at + AccountFilterCodec.CODE));
        timestampMin = body.getLong(at + AccountFilterCodec.TIMESTAMP_MIN);
        timestampMax = body.getLong(at + AccountFilterCodec.TIMESTAMP_MAX);
        limit = body.getInt(at + AccountFilterCodec.LIMIT);
        int flags = body.getInt(at + AccountFilterCodec.FLAGS);
        debits = AccountFilterFlags.has(flags, AccountFilterFlags.DEBITS);
        credits = AccountFilterFlags.has(flags, AccountFilterFlags.CREDITS);
        reversed = AccountFilterFlags.has(flags, AccountFilterFlags.REVERSED);
        int reserved = AccountFilterCodec.TIMESTAMP_MIN - ACCOUNT_RESERVED;
        return !accountId.isZero()
                && !accountId.isMax()
                && (debits || credits)
                && (flags & ~ACCOUNT_KNOWN_FLAGS) == 0
                && Bytes.isZero(body, at + ACCOUNT_RESERVED, reserved)
                && isBounded();
    }

    /** Reads a query filter and returns true if it is valid. */
    public boolean readQueryFilter(ByteBuffer body, int at) {
        userData128.read(body, at + QueryFilterCodec.USER_DATA_128);
        userData64 = body.getLong(at + QueryFilterCodec.USER_DATA_64);
        userData32 = body.getInt(at + QueryFilterCodec.USER_DATA_32);
        ledger = body.getInt(at + QueryFilterCodec.LEDGER);
        code = Short.toUnsignedInt(body.getShort(at + QueryFilterCodec.CODE));
        timestampMin = body.getLong(at + QueryFilterCodec.TIMESTAMP_MIN);
        timestampMax = body.getLong(at + QueryFilterCodec.TIMESTAMP_MAX);
        limit = body.getInt(at + QueryFilterCodec.LIMIT);
        int flags = body.getInt(at + QueryFilterCodec.FLAGS);
        reversed = QueryFilterFlags.has(flags, QueryFilterFlags.REVERSED);
        return (flags & ~QueryFilterFlags.REVERSED) == 0
                && Bytes.isZero(body, at + QUERY_RESERVED, QueryFilterCodec.TIMESTAMP_MIN - QUERY_RESERVED)
                && isBounded();
    }

    /**
     * Returns true if a record matches user data, ledger and code of the filter. Accounts and transfers have these
     * fields at the same places.
     */
    public boolean matches(ByteBuffer page, int offset) {
        return (userData128.isZero()
                        || page.getLong(offset + TransferCodec.USER_DATA_128) == userData128.low
                                && page.getLong(offset + TransferCodec.USER_DATA_128 + Long.BYTES) == userData128.high)
                && (userData64 == 0 || page.getLong(offset + TransferCodec.USER_DATA_64) == userData64)
                && (userData32 == 0 || page.getInt(offset + TransferCodec.USER_DATA_32) == userData32)
                && (ledger == 0 || page.getInt(offset + TransferCodec.LEDGER) == ledger)
                && (code == 0 || Short.toUnsignedInt(page.getShort(offset + TransferCodec.CODE)) == code);
    }

    private boolean isBounded() {
        return limit != 0
                && timestampMin >= 0
                && timestampMax >= 0
                && (timestampMax == 0 || timestampMin <= timestampMax);
    }
}
