package io.ledgeractors.actors.account;

import io.ledgeractors.model.UInt128;
import java.util.concurrent.CompletionStage;

/**
 * What the owner of an account may do: freezes, lists of allowed payees, the greatest transfer, and so on. Asked before
 * each command of an account's entity that moves money, closes or reopens; the policy of the account that is credited is
 * not asked.
 *
 * <p>It is a filter and never the guardian of a balance: what it reads of the ledger may be stale when the command is
 * executed. Limits on sums are flags of accounts, control accounts or chains of linked transfers, which the ledger itself
 * enforces.
 */
@FunctionalInterface
public interface AccountPolicy {
    /**
     * Begins to decide. Called on the entity's thread: it must not block. Several commands of an account are asked about
     * at once; they leave in the order in which they came whatever the order of the answers. A failure refuses, as does
     * no answer in time.
     *
     * @param accountId the account
     * @param command what it is to do
     */
    CompletionStage<Decision> decide(UInt128 accountId, AccountEntity.AccountCommand<?> command);

    /** What a policy says. */
    sealed interface Decision {
        /** Go on. */
        static Decision allow() {
            return Allowed.INSTANCE;
        }

        /** Refuse, as {@link io.ledgeractors.actors.message.Refusal#DENIED} with this message. */
        static Decision deny(String why) {
            return new Denied(why);
        }
    }

    /** Go on. */
    enum Allowed implements Decision {
        /** The one there is. */
        INSTANCE
    }

    /** Refuse. */
    record Denied(String why) implements Decision {}
}
