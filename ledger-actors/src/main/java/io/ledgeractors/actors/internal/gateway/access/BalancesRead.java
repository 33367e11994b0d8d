package io.ledgeractors.actors.internal.gateway.access;

import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A read of the balances of an account, which is looked up first, because balances name no ledger. */
final class BalancesRead implements FilteredRead {
    private final AccessLimits limits;
    private final ByteBuffer filter;
    private boolean isAllowed;

    BalancesRead(AccessLimits limits, ByteBuffer filter) {
        this.limits = limits;
        this.filter = filter;
    }

    @Override
    public ReadStep begin() {
        ByteBuffer id =
                filter.slice(AccountFilterCodec.ACCOUNT_ID, Bytes.U128_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        return new ReadStep.Query(Operation.LOOKUP_ACCOUNTS, id, 1);
    }

    @Override
    public ReadStep answered(ByteBuffer results) {
        if (isAllowed) {
            return new ReadStep.Finished(results);
        }
        isAllowed = results.limit() > 0 && limits.allowsLedger(results.getInt(AccountCodec.LEDGER));
        return isAllowed ? new ReadStep.Query(Operation.GET_ACCOUNT_BALANCES, filter, 1) : EmptyRead.finished();
    }
}
