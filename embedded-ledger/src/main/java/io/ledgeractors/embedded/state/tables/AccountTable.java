package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.index.FingerprintTable;
import io.ledgeractors.embedded.state.index.Fingerprints;
import io.ledgeractors.embedded.state.store.OffHeapRecordStore;
import io.ledgeractors.embedded.state.store.PageImages;
import io.ledgeractors.embedded.state.store.RecordLog;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.embedded.state.store.RecordStores;
import io.ledgeractors.wire.AccountCodec;
import java.nio.ByteBuffer;

/**
 * The accounts by ordinal and by id. A record is the account as a look-up returns it, and balances change in place.
 *
 * <p>A chain of events can be rolled back: {@link #openChain}, then either {@link #keepChain} or
 * {@link #rollBackChain}. A savepoint spans all events of a request, with their chains: {@link #openSavepoint}, then
 * {@link #rollBackSavepoint}.
 */
public final class AccountTable {
    /** Returned instead of an ordinal if no account has the id. */
    public static final int ABSENT = -1;

    private static final int BITS = 14;

    private final OffHeapRecordStore records = new OffHeapRecordStore(AccountCodec.SIZE);
    private final FingerprintTable ids = new FingerprintTable(BITS);
    private final BalanceLog log = new BalanceLog(records);
    private final MutableUInt128 removedId = new MutableUInt128();
    /** The accounts as they were created. */
    private final RecordLog created;

    private final PageImages images;
    private final BalancePass pass;
    private final Fingerprints fingerprints;
    private int countBeforeChain;
    private int countBeforeSavepoint;

    /**
     * Creates the table of the accounts that the stores hold. Balances are those of the newest pass, or 0;
     * {@link BalanceRecovery} completes them.
     */
    public AccountTable(RecordStores stores, Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
        created = stores.createLog("accounts", AccountCodec.SIZE);
        images = stores.createImages("balances", BalancePass.PAGE);
        pass = new BalancePass(records, images);
        records.reserve(created.count());
        pass.reserve(created.count());
        ids.prepare(created.count());
        int inImages = (int) images.mark(BalancePass.MARK_ACCOUNTS);
        while (records.count() < created.count()) {
            records.append();
        }
        pass.read();
        created.read(inImages, (ordinal, bytes, offset) -> {
            records.page(ordinal).put(records.offset(ordinal), bytes, offset, AccountCodec.SIZE);
            pass.note(ordinal);
        });
        MutableUInt128 id = new MutableUInt128();
        for (int ordinal = 0; ordinal < records.count(); ordinal++) {
            id.read(records.page(ordinal), records.offset(ordinal) + AccountCodec.ID);
            ids.add(fingerprints.of128(id.high, id.low), ordinal);
        }
    }

    /** Returns the records of the accounts, encoded as {@link AccountCodec} describes. */
    public RecordStore records() {
        return records;
    }

    /** Returns the number of accounts. */
    public int count() {
        return records.count();
    }

    /** Returns the timestamp of the newest account; 0 if there is none. */
    public long lastTimestamp() {
        return Timestamps.last(records, AccountCodec.TIMESTAMP);
    }

    /** Returns true if an account has exactly this timestamp. */
    public boolean hasTimestamp(long timestamp) {
        return Timestamps.contains(records, AccountCodec.TIMESTAMP, timestamp);
    }

    /** Returns the ordinal of the account with this id, or {@link #ABSENT}. */
    public int find(MutableUInt128 id) {
        for (boolean found = ids.first(fingerprints.of128(id.high, id.low)); found; found = ids.next()) {
            if (hasId(ids.value(), id)) {
                return ids.value();
            }
        }
        return ABSENT;
    }

    /**
     * Returns the ordinal of the account with this id, or {@link #ABSENT}.
     *
     * @param hint the ordinal to try first; not negative, and allowed to be wrong
     */
    public int find(MutableUInt128 id, int hint) {
        return hint < records.count() && hasId(hint, id) ? hint : find(id);
    }

    /**
     * Prefetches most of the accounts that some transfers refer to. Afterwards {@link ReadAhead#values} holds an
     * ordinal for each of them to use as a hint; the ordinal may be that of another account.
     *
     * @param at where the account's id stands in the first transfer
     * @param transfers number of transfers
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

    /** Adds an account, whose timestamp must be above that of all others. */
    public void add(AccountFields account) {
        Invariant.that(account.timestamp > lastTimestamp(), "accounts are out of timestamp order");
        int ordinal = records.append();
        account.write(records.page(ordinal), records.offset(ordinal));
        created.append(records.page(ordinal), records.offset(ordinal));
        pass.note(ordinal);
        ids.add(fingerprints.of128(account.id.high, account.id.low), ordinal);
    }

    /** Reads all fields of an account. */
    public void read(int ordinal, AccountFields into) {
        into.read(records.page(ordinal), records.offset(ordinal));
    }

    /** Reads the part of an account that transfers change. */
    public void load(int ordinal, AccountState into) {
        into.ordinal = ordinal;
        into.read(records.page(ordinal), records.offset(ordinal));
    }

    /** Writes the part of an account that transfers change. */
    public void store(AccountState account) {
        log.note(account.ordinal);
        pass.note(account.ordinal);
        account.write(records.page(account.ordinal), records.offset(account.ordinal));
    }

    /** Reserves memory for this many further accounts, so that adding them cannot fail. */
    public void reserve(int accounts) {
        records.reserve(accounts);
        created.reserve(accounts);
        pass.reserve(records.count() + accounts);
        ids.prepare(accounts);
    }

    /** Reserves memory for the changes that a chain or a savepoint of this many transfers makes to accounts. */
    public void reserveChanges(int transfers) {
        log.reserve(2 * transfers);
    }

    /** Returns the bytes of heap in use, approximately. */
    public long bytes() {
        return ids.bytes() + log.bytes();
    }

    /** Opens a chain: changes from here on can be rolled back. */
    public void openChain() {
        countBeforeChain = records.count();
        log.open();
    }

    /** Closes the chain and keeps its changes. */
    public void keepChain() {
        log.close();
    }

    /** Closes the chain and undoes its changes. */
    public void rollBackChain() {
        log.restore();
        removeNewest(countBeforeChain);
    }

    /** Opens a savepoint: all changes from here on can be rolled back, also those of chains that are kept. */
    public void openSavepoint() {
        countBeforeSavepoint = records.count();
        log.openSavepoint();
    }

    /** Undoes what the newest transfer of the savepoint has changed in its two accounts. */
    public void takeBackTransfer() {
        log.restoreNewest(2);
    }

    /** Closes the savepoint and undoes its changes. */
    public void rollBackSavepoint() {
        log.restoreSavepoint();
        removeNewest(countBeforeSavepoint);
    }

    private void removeNewest(int kept) {
        for (int ordinal = records.count() - 1; ordinal >= kept; ordinal--) {
            removedId.read(records.page(ordinal), records.offset(ordinal) + AccountCodec.ID);
            ids.removeNewest(fingerprints.of128(removedId.high, removedId.low), ordinal);
        }
        records.truncate(kept);
        created.truncate(kept);
    }

    /** Ends a request: the accounts added so far can no longer be rolled back. */
    public void keep() {
        created.keep();
    }

    /** Returns a mark of the pass of balances that counts, see {@link BalancePass}. */
    int mark(int index) {
        return (int) images.mark(index);
    }

    /**
     * Writes some pages of balances if a pass is under way, or begins a pass.
     *
     * @param pages the most pages to write
     * @param begins true if a pass may begin
     */
    void saveBalances(int pages, boolean begins, int transfers, int expiries) {
        if (pass.isUnderWay()) {
            pass.writeSome(pages);
        } else if (begins && pass.mayBegin()) {
            pass.begin(transfers, expiries);
        }
    }

    private boolean hasId(int ordinal, MutableUInt128 id) {
        ByteBuffer page = records.page(ordinal);
        int offset = records.offset(ordinal) + AccountCodec.ID;
        return page.getLong(offset) == id.low && page.getLong(offset + Long.BYTES) == id.high;
    }
}
