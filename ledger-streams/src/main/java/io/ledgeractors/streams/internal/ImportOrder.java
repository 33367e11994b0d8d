package io.ledgeractors.streams.internal;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.ImportOrderException;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger demands of historical events: the flag, a timestamp of their own, each above the one before. Pure.
 * Source: protocol fact sheet, section 8.
 */
public final class ImportOrder {
    private long last;

    private ImportOrder() {}

    /** For accounts. */
    public static ElementCheck<Account> accounts() {
        ImportOrder order = new ImportOrder();
        return account -> order.wrong(
                account.id(), account.timestamp(), AccountFlags.has(account.flags(), AccountFlags.IMPORTED), 0);
    }

    /** For transfers. */
    public static ElementCheck<Transfer> transfers() {
        ImportOrder order = new ImportOrder();
        return transfer -> order.wrong(
                transfer.id(),
                transfer.timestamp(),
                TransferFlags.has(transfer.flags(), TransferFlags.IMPORTED),
                transfer.timeout());
    }

    private @Nullable ImportOrderException wrong(UInt128 id, long timestamp, boolean isImported, int timeout) {
        if (!isImported) {
            return new ImportOrderException(id, timestamp, "its flag imported is not set");
        }
        if (timestamp < 1) {
            return new ImportOrderException(id, timestamp, "a timestamp is a number of ns from 1 to 2^63 - 1");
        }
        if (timestamp <= last) {
            return new ImportOrderException(id, timestamp, "it must be above that of the element before, " + last);
        }
        if (timeout != 0) {
            return new ImportOrderException(id, timestamp, "a historical transfer has no timeout");
        }
        last = timestamp;
        return null;
    }
}
