package io.ledgeractors.actors.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import org.junit.jupiter.api.Test;

class IdInvalidationTest {
    private static final UInt128 ID = UInt128.of(1);
    private static final UInt128 DEBIT = UInt128.of(2);
    private static final UInt128 CREDIT = UInt128.of(3);

    @Test
    void shouldStateLedgerAndCodeOfTheTransfer() {
        int greatestLedger = -1;
        Transfer transfer = IdInvalidation.transfer(ID, greatestLedger, 65_535, DEBIT, CREDIT);
        assertThat(transfer.ledger()).isEqualTo(greatestLedger);
        assertThat(transfer.code()).isEqualTo(65_535);
    }

    @Test
    void shouldStateSomeLedgerAndCodeIfTheTransferHasNone() {
        Transfer transfer = IdInvalidation.transfer(ID, DEBIT, CREDIT);
        assertThat(transfer.ledger()).isNotZero();
        assertThat(transfer.code()).isNotZero();
        assertThat(transfer.id()).isEqualTo(ID);
    }
}
