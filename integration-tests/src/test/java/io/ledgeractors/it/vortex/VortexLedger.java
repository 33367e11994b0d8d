package io.ledgeractors.it.vortex;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.List;

/**
 * A way to a ledger that Vortex tests. A create has one result per event, at its position. A look-up has those found,
 * in the order of the ids. A call throws if it was refused or if its outcome is unknown. For one thread.
 */
interface VortexLedger extends AutoCloseable {
    List<CreateAccountResult> createAccounts(List<Account> accounts) throws InterruptedException;

    List<CreateTransferResult> createTransfers(List<Transfer> transfers) throws InterruptedException;

    List<Account> lookupAccounts(List<UInt128> ids) throws InterruptedException;

    List<Transfer> lookupTransfers(List<UInt128> ids) throws InterruptedException;

    @Override
    void close();
}
