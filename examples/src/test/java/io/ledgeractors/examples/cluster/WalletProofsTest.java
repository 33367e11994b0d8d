package io.ledgeractors.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.examples.shared.Proof;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WalletProofsTest {
    private static final Wallets WALLETS = new Wallets(7);
    private static final List<Transfer> SENT =
            IntStream.range(0, 500).mapToObj(WALLETS::transfer).toList();

    @Test
    void shouldProveALedgerThatHoldsEachTransferOnce() {
        assertThat(proofs(byId(SENT), SENT)).allMatch(Proof::holds);
    }

    @Test
    void shouldFindATransferThatIsMissing() {
        List<Transfer> executed = SENT.subList(1, SENT.size());
        List<Proof> proofs = proofs(byId(executed), executed);
        assertThat(proofs.get(0).differences()).hasSize(1);
        assertThat(proofs.get(1).differences()).hasSize(2);
    }

    @Test
    void shouldFindMoneyThatWasMovedTwice() {
        List<Transfer> executed = new ArrayList<>(SENT);
        executed.add(SENT.get(0));
        List<Proof> proofs = proofs(byId(SENT), executed);
        assertThat(proofs.get(0).holds()).isTrue();
        assertThat(proofs.get(1).differences()).hasSize(2);
    }

    @Test
    void shouldNeverTransferToTheSameWallet() {
        assertThat(SENT).noneMatch(transfer -> transfer.debitAccountId().equals(transfer.creditAccountId()));
        assertThat(WALLETS.accounts()).extracting(Account::id).doesNotHaveDuplicates();
    }

    private static List<Proof> proofs(Map<UInt128, Transfer> found, List<Transfer> executed) {
        return new WalletProofs(WALLETS, SENT, found, accounts(executed)).all();
    }

    private static Map<UInt128, Transfer> byId(List<Transfer> transfers) {
        Map<UInt128, Transfer> byId = new HashMap<>();
        transfers.forEach(transfer -> byId.put(transfer.id(), transfer));
        return byId;
    }

    private static Map<UInt128, Account> accounts(List<Transfer> executed) {
        Map<UInt128, UInt128> debits = new HashMap<>();
        Map<UInt128, UInt128> credits = new HashMap<>();
        for (Transfer transfer : executed) {
            debits.merge(transfer.debitAccountId(), transfer.amount(), UInt128::plus);
            credits.merge(transfer.creditAccountId(), transfer.amount(), UInt128::plus);
        }
        Map<UInt128, Account> accounts = new HashMap<>();
        for (Account account : WALLETS.accounts()) {
            accounts.put(
                    account.id(),
                    new Account(
                            account.id(),
                            UInt128.ZERO,
                            debits.getOrDefault(account.id(), UInt128.ZERO),
                            UInt128.ZERO,
                            credits.getOrDefault(account.id(), UInt128.ZERO),
                            account.userData128(),
                            account.userData64(),
                            account.userData32(),
                            account.ledger(),
                            account.code(),
                            account.flags(),
                            0));
        }
        return accounts;
    }
}
