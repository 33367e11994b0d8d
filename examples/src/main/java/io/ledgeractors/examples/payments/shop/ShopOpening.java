package io.ledgeractors.examples.payments.shop;

import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerOutcomeUnknownException;
import io.ledgeractors.actors.LedgerRefusedException;
import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.UnknownOutcomeException;
import io.ledgeractors.cli.ledger.LedgerNode;
import io.ledgeractors.cli.terminal.Progress;
import io.ledgeractors.examples.shared.Tally;
import io.ledgeractors.examples.shared.TransferStream;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Opens and funds the accounts of a shop. Any number of nodes may do so at the same time. Blocks the caller. */
public final class ShopOpening {
    private ShopOpening() {}

    /**
     * Opens and funds all accounts that are not open yet.
     *
     * @throws UnknownOutcomeException if the outcome of some is unknown
     * @throws NotExecutedException if the ledger refused some
     */
    public static void open(LedgerNode node, Shop shop) {
        open(node.ledger(), shop.accounts());
        Tally funded = new TransferStream(node.system(), Progress.NONE).send(shop.funding());
        if (funded.refused() > 0) {
            throw new NotExecutedException("the funding was refused: " + funded.refusals());
        }
    }

    /**
     * Opens accounts, at most as many as one request takes.
     *
     * @throws UnknownOutcomeException if their outcome is unknown
     * @throws NotExecutedException if the ledger refused some
     */
    public static void open(Ledger ledger, List<Account> accounts) {
        Tally tally = new Tally();
        try {
            ledger.createAccounts(accounts).toCompletableFuture().join().orThrow().stream()
                    .map(CreateAccountResult::status)
                    .forEach(tally::add);
        } catch (LedgerOutcomeUnknownException e) {
            throw new UnknownOutcomeException(accounts.size(), "accounts");
        } catch (LedgerRefusedException | CompletionException e) {
            throw new NotExecutedException("accounts were not opened: " + e.getMessage());
        }
        if (tally.refused() > 0) {
            throw new NotExecutedException("accounts were refused: " + tally.refusals());
        }
    }
}
