package io.ledgeractors.embedded.state.index;

import io.ledgeractors.embedded.state.store.IntColumn;

/** Ordinals of transfers by ordinal of an account. */
public final class AccountIndex {
    private final IntColumn handles = new IntColumn();
    private final PostingLists lists = new PostingLists();

    /** Adds a transfer above all others. */
    public void add(int account, int transfer) {
        int handle = handles.get(account);
        int changed = lists.append(handle, transfer);
        if (changed != handle) {
            handles.set(account, changed);
        }
    }

    /** Reads ahead where the lists of these accounts end, see {@link PostingLists#warm}. */
    public int warm(int[] accounts, int count, int[] scratch) {
        for (int i = 0; i < count; i++) {
            scratch[i] = handles.get(accounts[i]);
        }
        return lists.warm(scratch, count);
    }

    /** The transfers of this account, valid until something is added. */
    public Ordinals open(int account) {
        return lists.open(handles.get(account));
    }

    /** Bytes of memory in use by the lists. */
    public long bytes() {
        return lists.bytes();
    }
}
