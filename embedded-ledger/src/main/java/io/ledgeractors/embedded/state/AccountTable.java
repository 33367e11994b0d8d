package io.ledgeractors.embedded.state;

import io.ledgeractors.embedded.state.index.FingerprintTable;
import io.ledgeractors.embedded.state.index.Fingerprints;
import io.ledgeractors.embedded.state.store.OffHeapRecordStore;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.wire.AccountCodec;
import java.nio.ByteBuffer;

/** The accounts, as a lookup answers them, by ordinal and by id. Their balances change in place. */
final class AccountTable {
    static final int ABSENT = -1;

    private static final int BITS = 14;

    private final OffHeapRecordStore records = new OffHeapRecordStore(AccountCodec.SIZE);
    private final FingerprintTable ids = new FingerprintTable(BITS);
    private final BalanceLog log = new BalanceLog(records);
    private final Fingerprints fingerprints;
    private int countBeforeChain;

    AccountTable(Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    RecordStore records() {
        return records;
    }

    int count() {
        return records.count();
    }

    long lastTimestamp() {
        return Timestamps.last(records, AccountCodec.TIMESTAMP);
    }

    boolean hasTimestamp(long timestamp) {
        return Timestamps.contains(records, AccountCodec.TIMESTAMP, timestamp);
    }

    /** The ordinal of this account, or {@link #ABSENT}. */
    int find(Wide id) {
        for (boolean found = ids.first(fingerprints.of128(id.high, id.low)); found; found = ids.next()) {
            if (hasId(ids.value(), id)) {
                return ids.value();
            }
        }
        return ABSENT;
    }

    /** The same, found at once if the account has the ordinal {@code hint}, which may be of any account. */
    int find(Wide id, int hint) {
        return hint < records.count() && hasId(hint, id) ? hint : find(id);
    }

    /**
     * Reads ahead the accounts whose ids stand at {@code at} in so many transfers: most of them, not all. Their
     * ordinals, or those of other accounts, are {@link Warmth#values} then.
     */
    void warm(ByteBuffer body, int at, int transfers, Warmth warmth) {
        warmth.readIds(body, at, transfers, fingerprints);
        ids.seek(warmth.prints, transfers, warmth.places, warmth.values);
        if (records.count() == 0) {
            return;
        }
        int sum = 0;
        for (int i = 0; i < transfers; i++) {
            int ordinal = warmth.values[i];
            ByteBuffer page = records.page(ordinal);
            int offset = records.offset(ordinal);
            sum += page.getInt(offset) + page.getInt(offset + AccountCodec.LEDGER);
        }
        warmth.keep(sum);
    }

    void add(AccountFields account) {
        Check.that(account.timestamp > lastTimestamp(), "accounts out of the order of time");
        int ordinal = records.append();
        account.write(records.page(ordinal), records.offset(ordinal));
        ids.add(fingerprints.of128(account.id.high, account.id.low), ordinal);
    }

    void read(int ordinal, AccountFields into) {
        into.read(records.page(ordinal), records.offset(ordinal));
    }

    void load(int ordinal, AccountState into) {
        into.ordinal = ordinal;
        into.read(records.page(ordinal), records.offset(ordinal));
    }

    void store(AccountState account) {
        log.note(account.ordinal);
        account.write(records.page(account.ordinal), records.offset(account.ordinal));
    }

    /** Makes room for so many accounts more. */
    void reserve(int accounts) {
        records.reserve(accounts);
        ids.prepare(accounts);
    }

    /** Makes room for what so many transfers in a chain change. */
    void reserveChanges(int transfers) {
        log.reserve(2 * transfers);
    }

    /** Bytes of heap in use, about. */
    long bytes() {
        return ids.bytes() + log.bytes();
    }

    void openChain() {
        countBeforeChain = records.count();
        log.open();
    }

    void keepChain() {
        log.close();
    }

    void rollBackChain() {
        log.restore();
        Wide id = new Wide();
        for (int ordinal = records.count() - 1; ordinal >= countBeforeChain; ordinal--) {
            id.read(records.page(ordinal), records.offset(ordinal) + AccountCodec.ID);
            ids.removeNewest(fingerprints.of128(id.high, id.low), ordinal);
        }
        records.truncate(countBeforeChain);
    }

    private boolean hasId(int ordinal, Wide id) {
        ByteBuffer page = records.page(ordinal);
        int offset = records.offset(ordinal) + AccountCodec.ID;
        return page.getLong(offset) == id.low && page.getLong(offset + Long.BYTES) == id.high;
    }
}
