package io.ledgeractors.embedded.state;

import io.ledgeractors.wire.Operation;

/** Refuses what might not fit, before anything is changed. */
final class Room {
    private Room() {}

    /** Makes sure that so many events of a create operation have room, and takes it. */
    static void require(Operation operation, int events, Books books, StateSettings settings) {
        try {
            switch (operation) {
                case CREATE_ACCOUNTS, CREATE_ACCOUNTS_SPARSE, CREATE_ACCOUNTS_PLAIN -> {
                    below("accounts", books.accounts.count(), events, settings.accountsMax());
                    books.accounts.reserve(events);
                }
                case CREATE_TRANSFERS, CREATE_TRANSFERS_SPARSE, CREATE_TRANSFERS_PLAIN -> {
                    below("transfers", books.transfers.count(), events, settings.transfersMax());
                    below("ids of failed transfers", books.transfers.burntCount(), events, settings.burntIdsMax());
                    books.transfers.reserve(events);
                }
                default -> {}
            }
        } catch (OutOfMemoryError outOfMemory) {
            throw new LedgerFullException(
                    "no memory for " + events + " events more; give the JVM more heap or direct memory", outOfMemory);
        }
    }

    private static void below(String what, int count, int more, int most) {
        if (more > most - count) {
            throw new LedgerFullException("the ledger holds " + count + " " + what + ", at most " + most + ": " + more
                    + " more do not fit; raise the limit");
        }
    }
}
