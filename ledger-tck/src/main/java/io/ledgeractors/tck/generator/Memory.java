package io.ledgeractors.tck.generator;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.List;

/** The generator's memory of its requests and their replies, with a bounded number of each kind. */
final class Memory {
    private static final int ACCOUNTS = 60;
    private static final int ACCOUNTS_PER_LEDGER = 12;
    private static final int TRANSFERS = 80;
    private static final int PENDING = 40;
    private static final int TIMES = 100;

    /** The accounts that were created. */
    final List<Account> accounts = new ArrayList<>();

    /** Accounts that were sent. */
    final List<Account> sentAccounts = new ArrayList<>();

    /** Transfers that were sent. */
    final List<Transfer> sentTransfers = new ArrayList<>();

    /** Transfers that were created. */
    final List<Transfer> transfers = new ArrayList<>();

    /** Pending transfers that were sent lately. */
    final List<Transfer> pending = new ArrayList<>();

    /** Ids of transfers that failed for a transient reason. */
    final List<UInt128> spent = new ArrayList<>();

    /** Times at which something happened. */
    final List<Long> times = new ArrayList<>();

    private final Chance chance;

    /** The newest account, transfer and expiry. */
    long lastAccount;

    long lastTransfer;
    long lastExpiry;

    Memory(Chance chance) {
        this.chance = chance;
    }

    /** Returns true if there are enough accounts for transfers to share them. */
    boolean hasAccounts() {
        return accounts.size() >= ACCOUNTS_PER_LEDGER;
    }

    /** Returns the newest accounts of that ledger; any if there are fewer than two. */
    List<Account> accountsOf(int ledger) {
        List<Account> found = new ArrayList<>();
        for (int i = accounts.size() - 1; i >= 0 && found.size() < ACCOUNTS_PER_LEDGER; i--) {
            if (accounts.get(i).ledger() == ledger) {
                found.add(accounts.get(i));
            }
        }
        return found.size() < 2 ? accounts : found;
    }

    void sent(Account account) {
        keep(sentAccounts, account, ACCOUNTS);
    }

    void sent(Transfer transfer) {
        keep(sentTransfers, transfer, TRANSFERS);
        if (TransferFlags.has(transfer.flags(), TransferFlags.PENDING)) {
            keep(pending, transfer, PENDING);
        }
    }

    void answered(Account account, CreateAccountStatus status, long timestamp) {
        time(timestamp);
        if (status == CreateAccountStatus.Created) {
            keep(accounts, account.toBuilder().timestampUnsigned(timestamp).build(), ACCOUNTS);
            lastAccount = Math.max(lastAccount, timestamp);
        }
    }

    void answered(Transfer transfer, CreateTransferStatus status, long timestamp) {
        time(timestamp);
        if (status == CreateTransferStatus.Created) {
            keep(transfers, transfer.toBuilder().timestampUnsigned(timestamp).build(), TRANSFERS);
            lastTransfer = Math.max(lastTransfer, timestamp);
        } else if (!status.wireName().startsWith("exists")) {
            pending.removeIf(unknown -> unknown.id().equals(transfer.id()));
            if (status.isTransient()) {
                keep(spent, transfer.id(), PENDING);
            }
        }
    }

    void expired(long timestamp) {
        time(timestamp);
        lastExpiry = timestamp;
    }

    private void time(long timestamp) {
        if (times.isEmpty() || chance.percent(20)) {
            keep(times, timestamp, TIMES);
        }
    }

    // Drops an old entry to stay within the bound. The entries stay in the order of their times.
    private <T> void keep(List<T> list, T value, int most) {
        if (list.size() == most) {
            list.remove(chance.between(0, most - 1));
        }
        list.add(value);
    }
}
