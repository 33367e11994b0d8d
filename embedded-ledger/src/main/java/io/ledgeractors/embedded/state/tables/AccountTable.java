package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.index.FingerprintTable;
import io.ledgeractors.embedded.state.index.Fingerprints;
import io.ledgeractors.embedded.state.store.OffHeapRecordStore;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.wire.AccountCodec;
import java.nio.ByteBuffer;

/** The accounts, as a lookup answers them, by ordinal and by id. Their balances change in place. */
public final class AccountTable {
    public static final int ABSENT = -1;

    private static final int BITS = 14;

    private final OffHeapRecordStore records = new OffHeapRecordStore(AccountCodec.SIZE);
    private final FingerprintTable ids = new FingerprintTable(BITS);
    private final BalanceLog log = new BalanceLog(records);
    private final Fingerprints fingerprints;
    private int countBeforeChain;

    public AccountTable(Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
    }

    public RecordStore records() {
        return records;
    }

    public int count() {
        return records.count();
    }

    public long lastTimestamp() {
        return Timestamps.last(records, AccountCodec.TIMESTAMP);
    }

    public boolean hasTimestamp(long timestamp) {
        return Timestamps.contains(records, AccountCodec.TIMESTAMP, timestamp);
    }

    /** The ordinal of this account, or {@link #ABSENT}. */
    public int find(MutableUInt128 id) {
        for (boolean found = ids.first(fingerprints.of128(id.high, id.low)); found; found = ids.next()) {
            if (hasId(ids.value(), id)) {
                return ids.value();
            }
        }
        return ABSENT;
    }

    /** The same, found at once if the account has the ordinal {@code hint}, which may be of any account. */
    public int find(MutableUInt128 id, int hint) {
        return hint < records.count() && hasId(hint, id) ? hint : find(id);
    }

    /**
     * Reads ahead the accounts whose ids stand at {@code at} in so many transfers: most of them, not all. Their
     * ordinals, or those of other accounts, are {@link ReadAhead#values} then.
     */
    public void prefetch(ByteBuffer body, int at, int transfers, ReadAhead readAhead) {
        readAhead.readIds(body, at, transfers, fingerprints);
        ids.seek(readAhead.fingerprints, transfers, readAhead.places, readAhead.values);
        if (records.count() == 0) {
            return;
        }
        int sum = 0;
        for (int i = 0; i < transfers; i++) {
            int ordinal = readAhead.values[i];
            ByteBuffer page = records.page(ordinal);
            int offset = records.offset(ordinal);
            sum += page.getInt(offset) + page.getInt(offset + AccountCodec.LEDGER);
        }
        readAhead.keep(sum);
    }

    public void add(AccountFields account) {
        Invariant.that(account.timestamp > lastTimestamp(), "accounts out of the order of time");
        int ordinal = records.append();
        account.write(records.page(ordinal), records.offset(ordinal));
        ids.add(fingerprints.of128(account.id.high, account.id.low), ordinal);
    }

    public void read(int ordinal, AccountFields into) {
        into.read(records.page(ordinal), records.offset(ordinal));
    }

    public void load(int ordinal, AccountState into) {
        into.ordinal = ordinal;
        into.read(records.page(ordinal), records.offset(ordinal));
    }

    public void store(AccountState account) {
        log.note(account.ordinal);
        account.write(records.page(account.ordinal), records.offset(account.ordinal));
    }

    /** Makes room for so many accounts more. */
    public void reserve(int accounts) {
        records.reserve(accounts);
        ids.prepare(accounts);
    }

    /** Makes room for what so many transfers in a chain change. */
    public void reserveChanges(int transfers) {
        log.reserve(2 * transfers);
    }

    /** Bytes of heap in use, about. */
    public long bytes() {
        return ids.bytes() + log.bytes();
    }

    public void openChain() {
        countBeforeChain = records.count();
        log.open();
    }

    public void keepChain() {
        log.close();
    }

    public void rollBackChain() {
        log.restore();
        MutableUInt128 id = new MutableUInt128();
        for (int ordinal = records.count() - 1; ordinal >= countBeforeChain; ordinal--) {
            id.read(records.page(ordinal), records.offset(ordinal) + AccountCodec.ID);
            ids.removeNewest(fingerprints.of128(id.high, id.low), ordinal);
        }
        records.truncate(countBeforeChain);
    }

    private boolean hasId(int ordinal, MutableUInt128 id) {
        ByteBuffer page = records.page(ordinal);
        int offset = records.offset(ordinal) + AccountCodec.ID;
        return page.getLong(offset) == id.low && page.getLong(offset + Long.BYTES) == id.high;
    }
}
