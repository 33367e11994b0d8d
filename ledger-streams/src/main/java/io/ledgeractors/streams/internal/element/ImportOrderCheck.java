package io.ledgeractors.streams.internal.element;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFlags;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.streams.ImportOrderException;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. Checks what the ledger demands of imported (historical) events: the flag, and a timestamp of their own
 * above that of the event before. Pure. Source: protocol fact sheet, section 8.
 */
@InternalApi
public final class ImportOrderCheck {
    private long last;

    private ImportOrderCheck() {}

    /** Returns a new check of accounts. */
    public static ElementCheck<Account> accounts() {
        ImportOrderCheck order = new ImportOrderCheck();
        return account -> order.check(
                account.id(), account.timestamp(), AccountFlags.has(account.flags(), AccountFlags.IMPORTED), 0);
    }

    /** Returns a new check of transfers. */
    public static ElementCheck<Transfer> transfers() {
        ImportOrderCheck order = new ImportOrderCheck();
        return transfer -> order.check(
                transfer.id(),
                transfer.timestamp(),
                TransferFlags.has(transfer.flags(), TransferFlags.IMPORTED),
                transfer.timeout());
    }

    private @Nullable ImportOrderException check(UInt128 id, long timestamp, boolean isImported, int timeout) {
        if (!isImported) {
            return new ImportOrderException(id, timestamp, "its flag imported is not set");
        }
        if (timestamp < 1) {
            return new ImportOrderException(id, timestamp, "a timestamp is a number of ns from 1 to 2^63 - 1");
        }
        if (timestamp <= last) {
            return new ImportOrderException(
                    id, timestamp, "its timestamp must be above that of the element before, " + last);
        }
        if (timeout != 0) {
            return new ImportOrderException(id, timestamp, "a historical transfer has no timeout");
        }
        last = timestamp;
        return null;
    }
}
