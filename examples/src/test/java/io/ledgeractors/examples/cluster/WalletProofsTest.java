package io.ledgeractors.examples.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.examples.shared.BalancedAccounts;
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
        BalancedAccounts balanced = new BalancedAccounts();
        executed.forEach(
                transfer -> balanced.move(transfer.debitAccountId(), transfer.creditAccountId(), transfer.amount()));
        return balanced.of(WALLETS.accounts());
    }
}
