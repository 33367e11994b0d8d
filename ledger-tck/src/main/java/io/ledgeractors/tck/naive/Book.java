package io.ledgeractors.tck.naive;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.ChangeEvent;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The memory of the ledger. Changes since a mark can be taken back. */
final class Book {
    private final Map<UInt128, Account> accounts = new LinkedHashMap<>();
    private final Map<UInt128, Transfer> transfers = new LinkedHashMap<>();
    private final Map<UInt128, NaivePendingStatus> pending = new LinkedHashMap<>();
    private final List<ChangeEvent> history = new ArrayList<>();
    private final Set<UInt128> spentIds = new HashSet<>();
    private final Map<Long, UInt128> expiries = new HashMap<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();

    /** Sets the mark for {@link #takeBack}. */
    void mark() {
        undo.clear();
    }

    /** Takes back all changes since the mark. */
    void takeBack() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    @Nullable
    Account account(UInt128 id) {
        return accounts.get(id);
    }

    /** Returns an account, which must exist. */
    Account knownAccount(UInt128 id) {
        return known(accounts.get(id), "account", id);
    }

    @Nullable
    Transfer transfer(UInt128 id) {
        return transfers.get(id);
    }

    /** Returns a transfer, which must exist. */
    Transfer knownTransfer(UInt128 id) {
        return known(transfers.get(id), "transfer", id);
    }

    /** Returns the status of a pending transfer, which must exist. */
    NaivePendingStatus status(UInt128 id) {
        return known(pending.get(id), "pending transfer", id);
    }

    /** Returns the accounts in the order of their times, which is the order of their creation. */
    Collection<Account> accounts() {
        return Collections.unmodifiableCollection(accounts.values());
    }

    /** Returns the transfers in the order of their times, which is the order of their creation. */
    Collection<Transfer> transfers() {
        return Collections.unmodifiableCollection(transfers.values());
    }

    /** Returns the events in the order in which they happened, which is not always that of their times. */
    List<ChangeEvent> history() {
        return Collections.unmodifiableList(history);
    }

    /** Returns the pending transfers that are neither posted nor voided nor expired, the oldest first. */
    List<Transfer> stillPending() {
        return pending.entrySet().stream()
                .filter(entry -> entry.getValue() == NaivePendingStatus.PENDING)
                .map(entry -> knownTransfer(entry.getKey()))
                .toList();
    }

    boolean isSpent(UInt128 id) {
        return spentIds.contains(id);
    }

    boolean isTimeOfExpiry(long timestamp) {
        return expiries.containsKey(timestamp);
    }

    /** Writes a new account, or a new version of one. */
    void put(Account account) {
        put(accounts, account.id(), account);
    }

    void add(Transfer transfer) {
        put(transfers, transfer.id(), transfer);
    }

    void set(UInt128 pendingId, NaivePendingStatus status) {
        put(pending, pendingId, status);
    }

    void add(ChangeEvent event) {
        history.add(event);
        undo.push(() -> history.remove(history.size() - 1));
    }

    /** Notes that a pending transfer expired at this time. This is never taken back. */
    void expired(long timestamp, UInt128 pendingId) {
        expiries.put(timestamp, pendingId);
    }

    /** Notes that no transfer can have this id any more. This is never taken back. */
    void spend(UInt128 id) {
        spentIds.add(id);
    }

    private <V> void put(Map<UInt128, V> map, UInt128 id, V value) {
        V before = map.put(id, value);
        undo.push(() -> {
            if (before == null) {
                map.remove(id);
            } else {
                map.put(id, before);
            }
        });
    }

    private static <V> V known(@Nullable V value, String kind, UInt128 id) {
        if (value == null) {
            throw new IllegalStateException("the " + kind + " " + id + " is lost");
        }
        return value;
    }
}
