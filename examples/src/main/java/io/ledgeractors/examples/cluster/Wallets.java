package io.ledgeractors.examples.cluster;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.Transfer;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A plan of plain transfers between wallets. The same number gives the same transfer, so a node can be killed and send
 * its transfers again.
 *
 * @param identity number of the plan, which has accounts of its own; not negative
 */
record Wallets(int identity) {
    /** Number of wallets. Their entities are in all shards. */
    static final int COUNT = 120;

    private static final int LEDGER = 3;
    private static final int ACCOUNT_CODE = 92;
    private static final int CODE = 93;
    private static final long ACCOUNTS = 0x7761_6c6c_6574_7301L;
    private static final long TRANSFERS = 0x7761_6c6c_6574_7302L;
    private static final int STRIDE = 7;
    private static final int AMOUNTS = 97;

    /** Returns all accounts. They have no limits, so no transfer is refused. */
    List<Account> accounts() {
        return IntStream.range(0, COUNT)
                .mapToObj(number -> Account.builder()
                        .id(account(number))
                        .ledger(LEDGER)
                        .code(ACCOUNT_CODE)
                        .userData64(number)
                        .build())
                .toList();
    }

    /**
     * Returns the id of a wallet.
     *
     * @param number 0 to {@link #COUNT} - 1
     */
    UInt128 account(int number) {
        return id(ACCOUNTS, number);
    }

    /**
     * Returns a transfer.
     *
     * @param number number of the transfer, not negative
     */
    Transfer transfer(int number) {
        return Transfer.builder()
                .id(id(TRANSFERS, number))
                .debitAccountId(account(number % COUNT))
                .creditAccountId(account((number + STRIDE) % COUNT))
                .amount(1 + number % AMOUNTS)
                .ledger(LEDGER)
                .code(CODE)
                .build();
    }

    private UInt128 id(long space, int number) {
        return UInt128.of(space, (long) identity << 32 | number);
    }
}
