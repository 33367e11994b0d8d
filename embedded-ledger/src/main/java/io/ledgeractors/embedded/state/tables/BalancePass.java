package io.ledgeractors.embedded.state.tables;

import io.ledgeractors.embedded.state.store.PageImages;
import io.ledgeractors.embedded.state.store.RecordStore;
import io.ledgeractors.wire.AccountCodec;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Writes the accounts that have changed, page by page, so that a start need not take their balances from all account
 * events. Accounts go on changing during a pass, and an image may hold what happened after its pass began. That does no
 * harm, because a start takes all events since then once more.
 */
final class BalancePass {
    /** The accounts of a page. */
    static final int PAGE_ACCOUNTS = 64;

    /** The bytes of a page. */
    static final int PAGE = PAGE_ACCOUNTS * AccountCodec.SIZE;

    static final int MARK_TRANSFERS = 0;
    static final int MARK_EXPIRIES = 1;
    static final int MARK_ACCOUNTS = 2;

    private static final int PAGE_BITS = Integer.numberOfTrailingZeros(PAGE_ACCOUNTS);

    private final RecordStore accounts;
    private final PageImages images;
    private final boolean isKept;
    /** A bit for each page that has changed since the newest pass began. */
    private long[] changed = new long[1];

    /** The pages of the pass that is under way, and those of them that it has still to write. */
    private long[] begun = new long[0];

    private long[] unwritten = new long[0];
    private boolean isUnderWay;
    private int nextWord;

    BalancePass(RecordStore accounts, PageImages images) {
        this.accounts = accounts;
        this.images = images;
        this.isKept = images.isKept();
    }

    /** Reserves memory for this many accounts. */
    void reserve(int count) {
        int words = (count >>> PAGE_BITS + 6) + 1;
        if (isKept && words > changed.length) {
            changed = Arrays.copyOf(changed, Math.max(words, 2 * changed.length));
        }
    }

    /** Notes that an account has changed. */
    void note(int ordinal) {
        if (isKept) {
            int page = ordinal >>> PAGE_BITS;
            changed[page >>> 6] |= 1L << page;
        }
    }

    /** Returns true if no pass is under way, and none waits for a checkpoint. */
    boolean mayBegin() {
        return images.mayBegin();
    }

    /** Returns true if a pass is under way. */
    boolean isUnderWay() {
        return isUnderWay;
    }

    /** Begins a pass. */
    void begin(int transfers, int expiries) {
        images.begin(transfers, expiries, accounts.count());
        begun = changed.clone();
        unwritten = changed;
        changed = new long[unwritten.length];
        nextWord = 0;
        isUnderWay = true;
    }

    /** Writes some pages of the pass that is under way. */
    void writeSome(int pages) {
        int left = pages;
        while (left > 0 && nextWord < unwritten.length) {
            long word = unwritten[nextWord];
            if (word == 0) {
                nextWord++;
                continue;
            }
            int page = nextWord * Long.SIZE + Long.numberOfTrailingZeros(word);
            int ordinal = page << PAGE_BITS;
            // A chain that was rolled back can leave a page without accounts.
            if (ordinal < accounts.count() && !images.write(page, accounts.page(ordinal), accounts.offset(ordinal))) {
                abandon();
                return;
            }
            unwritten[nextWord] = word & word - 1;
            left--;
        }
        if (!images.flush()) {
            abandon();
        } else if (nextWord == unwritten.length) {
            images.complete();
            isUnderWay = false;
        }
    }

    // Pages that an abandoned pass has written count as unwritten.
    private void abandon() {
        images.abandon();
        isUnderWay = false;
        for (int i = 0; i < begun.length; i++) {
            changed[i] |= begun[i];
        }
    }

    /** Reads the accounts of the pass that counts. */
    void read() {
        int count = (int) images.mark(MARK_ACCOUNTS);
        for (int ordinal = 0; ordinal < count; ordinal += PAGE_ACCOUNTS) {
            ByteBuffer image = images.read(ordinal >>> PAGE_BITS);
            int most = Math.min(PAGE_ACCOUNTS, accounts.count() - ordinal);
            accounts.page(ordinal).put(accounts.offset(ordinal), image, 0, most * AccountCodec.SIZE);
        }
    }
}
