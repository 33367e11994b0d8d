package io.ledgeractors.actors.account;

import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.batcher.Refusal;
import io.ledgeractors.model.Account;
import io.ledgeractors.model.CreateAccountResult;
import io.ledgeractors.model.CreateTransferResult;
import io.ledgeractors.model.UInt128;
import java.util.List;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The entity of one account. It holds no state: the ledger is the only truth. It passes commands on as they come,
 * without waiting for answers, and they are executed in the order in which they reached it; the ledger answers
 * each command's {@code replyTo} directly, exactly once.
 *
 * <p>A transfer belongs to the entity of the account that is debited. Limits on balances are flags of the account,
 * which the ledger enforces. A policy that is asked before money moves, history, closing and reopening do not
 * exist yet. Commands have no serializer yet: the entities and their users must run on one node.
 */
public final class AccountEntity {
    private AccountEntity() {}

    /** What an account understands. */
    public sealed interface Command {}

    /**
     * Opens the account. An account that is there already with the same fields answers {@code Exists}.
     *
     * @param ledger which accounts may transact, not 0
     * @param code kind of the account, 1 to 65535
     * @param flags see {@link io.ledgeractors.model.AccountFlags}; not {@code LINKED}, which would leave a chain
     *     open, nor {@code IMPORTED}: the ledger refuses both here
     */
    public record Open(
            int ledger, int code, int flags, UserData userData, ActorRef<LedgerReply<CreateAccountResult>> replyTo)
            implements Command {}

    /**
     * What moves from this account to another.
     *
     * @param id of the transfer; the same id with the same fields moves nothing twice, it answers {@code Exists}
     * @param creditAccountId the account that gets it
     * @param amount in the smallest unit of the ledger
     * @param ledger that of both accounts
     * @param code kind of the transfer, 1 to 65535
     */
    public record Movement(
            UInt128 id, UInt128 creditAccountId, UInt128 amount, int ledger, int code, UserData userData) {}

    /** Transfers at once. */
    public record Transfer(Movement movement, ActorRef<LedgerReply<CreateTransferResult>> replyTo) implements Command {}

    /**
     * Reserves an amount, until it is posted, voided or the time is over.
     *
     * @param timeoutSeconds after which the ledger releases it, unsigned; 0: never
     */
    public record Reserve(Movement movement, int timeoutSeconds, ActorRef<LedgerReply<CreateTransferResult>> replyTo)
            implements Command {}

    /**
     * Posts a reserve of this account; what is not posted is released.
     *
     * @param id of the posting transfer
     * @param reserveId of the reserve
     * @param amount at most what is reserved; {@link UInt128#MAX}: all of it
     */
    public record Post(
            UInt128 id,
            UInt128 reserveId,
            UInt128 amount,
            UserData userData,
            ActorRef<LedgerReply<CreateTransferResult>> replyTo)
            implements Command {}

    /**
     * Voids a reserve of this account: all of it is released.
     *
     * @param id of the voiding transfer
     * @param reserveId of the reserve
     */
    public record Void(
            UInt128 id, UInt128 reserveId, UserData userData, ActorRef<LedgerReply<CreateTransferResult>> replyTo)
            implements Command {}

    /** Reads the account with its balances; one result, none if there is no such account. */
    public record GetBalance(ActorRef<LedgerReply<Account>> replyTo) implements Command {}

    /**
     * The behavior of an entity, for those who do not take it from {@link Accounts}.
     *
     * @param id of the account
     * @param batcher where its commands go
     */
    public static Behavior<Command> create(UInt128 id, ActorRef<LedgerBatcher.Command> batcher) {
        AccountRules rules = new AccountRules(id);
        return Behaviors.receive(Command.class)
                .onMessage(
                        Open.class,
                        open -> pass(
                                batcher,
                                rules,
                                open.replyTo(),
                                () -> LedgerBatcher.createAccounts(List.of(rules.account(open)), open.replyTo())))
                .onMessage(
                        Transfer.class,
                        transfer -> pass(
                                batcher,
                                rules,
                                transfer.replyTo(),
                                () -> LedgerBatcher.createTransfers(
                                        List.of(rules.transfer(transfer)), transfer.replyTo())))
                .onMessage(
                        Reserve.class,
                        reserve -> pass(
                                batcher,
                                rules,
                                reserve.replyTo(),
                                () -> LedgerBatcher.createTransfers(
                                        List.of(rules.reserve(reserve)), reserve.replyTo())))
                .onMessage(
                        Post.class,
                        post -> pass(
                                batcher,
                                rules,
                                post.replyTo(),
                                () -> LedgerBatcher.createTransfers(List.of(rules.post(post)), post.replyTo())))
                .onMessage(
                        Void.class,
                        aVoid -> pass(
                                batcher,
                                rules,
                                aVoid.replyTo(),
                                () -> LedgerBatcher.createTransfers(List.of(rules.voiding(aVoid)), aVoid.replyTo())))
                .onMessage(
                        GetBalance.class,
                        get -> pass(
                                batcher,
                                rules,
                                get.replyTo(),
                                () -> LedgerBatcher.lookupAccounts(List.of(id), get.replyTo())))
                .build();
    }

    private static <R> Behavior<Command> pass(
            ActorRef<LedgerBatcher.Command> batcher,
            AccountRules rules,
            ActorRef<LedgerReply<R>> replyTo,
            Supplier<LedgerBatcher.Submit> submit) {
        try {
            batcher.tell(submit.get().withOrder(rules.orderKey()));
        } catch (IllegalArgumentException impossible) {
            replyTo.tell(new LedgerReply.Refused<>(Refusal.INVALID, String.valueOf(impossible.getMessage())));
        }
        return Behaviors.same();
    }
}
