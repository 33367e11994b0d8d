package io.ledgeractors.examples.shared;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LedgerRequest;
import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.AccountFilter;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Reads accounts and transfers back from the ledger. Repeats reads whose session was lost. Blocks the caller. */
public final class Readback {
    private static final int TRIES = 10;

    private final Ledger ledger;

    /** Creates an instance that reads from this ledger. */
    public Readback(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Returns the transfers that a filter finds, up to its limit. */
    public List<Transfer> transfers(AccountFilter filter) {
        return read(() -> ledger.ask(LedgerRequest.getAccountTransfers(filter)));
    }

    /** Returns the accounts with these ids that are in the ledger, by id. */
    public Map<UInt128, Account> accounts(List<UInt128> ids) {
        int atOnce = ledger.limits().eventsMax(Operation.LOOKUP_ACCOUNTS);
        Map<UInt128, Account> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += atOnce) {
            List<UInt128> some = ids.subList(from, Math.min(ids.size(), from + atOnce));
            for (Account account : read(() -> ledger.lookupAccounts(some))) {
                found.put(account.id(), account);
            }
        }
        return found;
    }

    /** Returns the transfers with these ids that are in the ledger, by id. */
    public Map<UInt128, Transfer> transfers(List<UInt128> ids) {
        int atOnce = ledger.limits().eventsMax(Operation.LOOKUP_TRANSFERS);
        Map<UInt128, Transfer> found = new HashMap<>();
        for (int from = 0; from < ids.size(); from += atOnce) {
            List<UInt128> some = ids.subList(from, Math.min(ids.size(), from + atOnce));
            for (Transfer transfer : read(() -> ledger.lookupTransfers(some))) {
                found.put(transfer.id(), transfer);
            }
        }
        return found;
    }

    // A read whose session was lost is repeated, because it changes nothing.
    private static <R> List<R> read(Supplier<? extends CompletionStage<? extends LedgerReply<R>>> ask) {
        String why = "";
        for (int i = 0; i < TRIES; i++) {
            LedgerReply.Outcome<R> outcome =
                    ask.get().toCompletableFuture().join().outcome();
            if (outcome instanceof LedgerReply.Results<R> results) {
                return results.results();
            }
            if (outcome instanceof LedgerReply.Refused<R> refused) {
                throw new NotExecutedException("reading from the ledger was refused: " + refused.message());
            }
            why = ((LedgerReply.Unknown<R>) outcome).message();
        }
        throw new NotExecutedException("reading from the ledger failed " + TRIES + " times: " + why);
    }
}
