package io.ledgeractors.actors;

import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.stream.LongStream;

/** Data for tests. */
final class Some {
    private Some() {}

    static Transfer transfer(long id) {
        return Transfer.builder()
                .id(UInt128.of(id))
                .debitAccountId(UInt128.of(1))
                .creditAccountId(UInt128.of(2))
                .amount(UInt128.of(10))
                .ledger(1)
                .code(1)
                .build();
    }

    static List<Transfer> transfers(long... ids) {
        return LongStream.of(ids).mapToObj(Some::transfer).toList();
    }
}
