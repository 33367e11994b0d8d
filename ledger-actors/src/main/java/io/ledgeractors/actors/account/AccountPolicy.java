package io.ledgeractors.actors.account;

import io.ledgeractors.model.UInt128;
import java.util.concurrent.CompletionStage;

/**
 * Decides what the owner of an account may do, by rules such as freezes, allowed payees or a greatest amount. It is
 * asked before each command of an account's entity that moves money, closes or reopens. The policy of the credited
 * account is not asked.
 *
 * <p>A policy is a filter and cannot guard a balance, because what it reads of the ledger may be stale when the command
 * is executed. For limits on sums use flags of accounts, control accounts or chains of linked transfers, which the
 * ledger itself enforces.
 */
@FunctionalInterface
public interface AccountPolicy {
    /**
     * Begins to decide. It is called on the thread of an entity, so it must not block. It may be called for several
     * commands of an account at once. The commands go to the ledger in the order of their arrival, whatever the order
     * of the decisions. An exception refuses the command, and so does a decision that does not come in time.
     *
     * @param accountId id of the debited account
     * @param command the command to decide about
     * @return completes with the decision, on any thread
     */
    CompletionStage<Decision> decide(UInt128 accountId, AccountEntity.AccountCommand<?> command);

    /** The decision about a command. Immutable. */
    sealed interface Decision {
        /** Returns a decision that allows the command. */
        static Decision allow() {
            return Allowed.INSTANCE;
        }

        /**
         * Returns a decision that refuses the command as {@link io.ledgeractors.actors.message.Refusal#DENIED}.
         *
         * @param why the message of the refusal
         */
        static Decision deny(String why) {
            return new Denied(why);
        }
    }

    /** The command is allowed. */
    enum Allowed implements Decision {
        /** The only instance. */
        INSTANCE
    }

    /** The command is refused. */
    record Denied(String why) implements Decision {}
}
