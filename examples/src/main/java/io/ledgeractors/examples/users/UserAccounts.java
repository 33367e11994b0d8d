package io.ledgeractors.examples.users;

import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountStatus;
import java.sql.SQLException;
import java.util.function.Function;

/** Gives every user an account. If the process dies between two steps, running it again continues. Not thread-safe. */
public final class UserAccounts {
    private static final int LEDGER = 1;
    private static final int CODE = 95;

    private final UserTable table;
    private final Function<Account, CreateAccountStatus> ledger;
    private final Runnable afterEachStep;
    private int created;
    private int existed;

    /**
     * Creates an instance for the users of a table.
     *
     * @param table the users
     * @param ledger creates an account and returns its status
     * @param afterEachStep called after each step; a test may end the process there
     */
    public UserAccounts(UserTable table, Function<Account, CreateAccountStatus> ledger, Runnable afterEachStep) {
        this.table = table;
        this.ledger = ledger;
        this.afterEachStep = afterEachStep;
    }

    /** Takes step 1. Stores the user with the id of the account that is to be created. */
    public void add(User user) throws SQLException {
        if (table.add(user)) {
            afterEachStep.run();
        }
    }

    /**
     * Takes steps 2 and 3 for all users without a known account. Creates the account, then notes in the database that
     * it exists.
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
            // Exists is a success: an earlier run created the account and died before it could note that.
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

    /** Returns the number of accounts that this instance created. */
    public int created() {
        return created;
    }

    /** Returns the number of accounts that an earlier run had created without noting it. */
    public int existed() {
        return existed;
    }
}
