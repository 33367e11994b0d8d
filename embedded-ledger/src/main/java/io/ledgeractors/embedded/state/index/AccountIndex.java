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

    /** Reads the end of the list, see {@link FingerprintTable#warm}. */
    public int warm(int account) {
        return lists.warm(handles.get(account));
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
