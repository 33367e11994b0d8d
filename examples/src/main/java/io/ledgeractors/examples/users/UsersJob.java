package io.ledgeractors.examples.users;

import com.typesafe.config.Config;
import io.ledgeractors.actors.Ledger;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.cli.BadInputException;
import io.ledgeractors.cli.FileTrouble;
import io.ledgeractors.cli.NotExecutedException;
import io.ledgeractors.cli.UnknownOutcomeException;
import io.ledgeractors.cli.ledger.LedgerNode;
import io.ledgeractors.examples.shared.Difference;
import io.ledgeractors.examples.shared.Readback;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.IdGenerator;
import io.ledgeractors.model.UInt128;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Creates users in a foreign database and their accounts in the ledger, and proves that both agree. */
public final class UsersJob {
    /**
     * The results of a run.
     *
     * @param users number of users now
     * @param created number of accounts that this run created
     * @param existed number of accounts that an earlier run had created without noting it
     * @param differences users without an account in the ledger, or without a note of it in the database
     */
    public record Result(int users, int created, int existed, List<Difference> differences) {
        /** Keeps a copy of the list. */
        public Result {
            differences = List.copyOf(differences);
        }
    }

    private UsersJob() {}

    /**
     * Runs the job. Blocks the caller until it is done.
     *
     * @param config the configuration of the actor system, which names the ledger
     * @param directory the directory of the database
     * @param users number of users to create
     * @param afterEachStep called after each step; a test may end the process there
     * @param notices receives lines for people, from any thread
     * @throws UnknownOutcomeException if the outcome of an account is unknown
     * @throws NotExecutedException if the ledger refused requests, or the database failed
     * @throws BadInputException if the database cannot be opened; nothing was written to the ledger
     */
    public static Result run(
            Config config, Path directory, int users, Runnable afterEachStep, Consumer<String> notices) {
        try (UserTable table = open(directory);
                LedgerNode node = LedgerNode.join(config, notices)) {
            UserAccounts accounts = new UserAccounts(table, account -> create(node.ledger(), account), afterEachStep);
            // Users that an earlier run has left without an account come first.
            accounts.open();
            IdGenerator ids = new IdGenerator();
            for (int number = 1; number <= users; number++) {
                accounts.add(new User("user-" + number, ids.next()));
                accounts.open();
            }
            List<User> noted = table.withAccount();
            List<User> others = table.withoutAccount();
            Map<UInt128, Account> found = new Readback(node.ledger())
                    .accounts(noted.stream().map(User::accountId).toList());
            return new Result(
                    noted.size(), accounts.created(), accounts.existed(), differences(noted, others, found.keySet()));
        } catch (SQLException e) {
            throw new NotExecutedException("the database could not be used any more: " + e.getMessage()
                    + "; accounts may have been created before; run it again when the cause is gone");
        }
    }

    static List<Difference> differences(List<User> noted, List<User> others, Set<UInt128> inLedger) {
        List<Difference> differences = new ArrayList<>();
        for (User user : noted) {
            if (!inLedger.contains(user.accountId())) {
                differences.add(
                        new Difference(user.name(), "account " + user.accountId() + " in the ledger", "no account"));
            }
        }
        others.forEach(user -> differences.add(
                new Difference(user.name(), "a note in the database that its account exists", "no note")));
        return differences;
    }

    private static UserTable open(Path directory) {
        try {
            Files.createDirectories(directory);
            if (!Files.isWritable(directory)) {
                throw new BadInputException("--users " + directory + ": may not be written to; name another directory");
            }
            return UserTable.open(directory);
        } catch (IOException e) {
            throw new BadInputException(
                    "--users " + directory + ": cannot be made: " + FileTrouble.of(e) + "; name another directory");
        } catch (SQLException e) {
            throw new BadInputException("--users " + directory + ": the database cannot be used: " + e.getMessage());
        }
    }

    private static CreateAccountStatus create(Ledger ledger, Account account) {
        LedgerReply.Outcome<CreateAccountResult> outcome = ledger.createAccounts(List.of(account))
                .toCompletableFuture()
                .join()
                .outcome();
        if (outcome instanceof LedgerReply.Results<CreateAccountResult> results) {
            return results.results().get(0).status();
        }
        if (outcome instanceof LedgerReply.Refused<CreateAccountResult> refused) {
            throw new NotExecutedException("the account was not created: " + refused.message());
        }
        throw new UnknownOutcomeException(1, "accounts");
    }
}
