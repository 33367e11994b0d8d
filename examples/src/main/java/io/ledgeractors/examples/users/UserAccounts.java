package io.ledgeractors.examples.users;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountStatus;
import java.sql.SQLException;
import java.util.function.Function;

/** Gives every user an account. It can die between any two of its steps, and is then simply run again. */
public final class UserAccounts {
    private static final int LEDGER = 1;
    private static final int CODE = 95;

    private final UserTable table;
    private final Function<Account, CreateAccountStatus> ledger;
    private final Runnable afterEachStep;
    private int created;
    private int existed;

    /**
     * Accounts for the users of a table.
     *
     * @param ledger creates an account and tells what became of it
     * @param afterEachStep for those who want to see it die
     */
    public UserAccounts(UserTable table, Function<Account, CreateAccountStatus> ledger, Runnable afterEachStep) {
        this.table = table;
        this.ledger = ledger;
        this.afterEachStep = afterEachStep;
    }

    /** Step 1: the user with the id of the account to be. */
    public void add(User user) throws SQLException {
        if (table.add(user)) {
            afterEachStep.run();
        }
    }

    /**
     * Steps 2 and 3 for all users that an earlier run or step 1 has left without: the account, then the note that it exists.
     *
     * @throws IllegalStateException if the ledger refuses an account
     */
    public void open() throws SQLException {
        for (User user : table.withoutAccount()) {
            Account account = Account.builder()
                    .id(user.accountId())
                    .ledger(LEDGER)
                    .code(CODE)
                    .build();
            CreateAccountStatus status = ledger.apply(account);
            // Exists is as good as created: an earlier run created it and died before it could note that.
            if (!status.isInLedger()) {
                throw new IllegalStateException("the account of " + user.name() + " was refused: " + status.wireName());
            }
            created += status == CreateAccountStatus.Created ? 1 : 0;
            existed += status == CreateAccountStatus.Exists ? 1 : 0;
            afterEachStep.run();
            table.accountExists(user);
            afterEachStep.run();
        }
    }

    /** Accounts that were created now. */
    public int created() {
        return created;
    }

    /** Accounts that an earlier run had created. */
    public int existed() {
        return existed;
    }
}
