package io.ledgeractors.actors.account;

import io.ledgeractors.actors.CreateAccountsReply;
import io.ledgeractors.actors.CreateTransfersReply;
import io.ledgeractors.actors.GetAccountBalancesReply;
import io.ledgeractors.actors.GetAccountTransfersReply;
import io.ledgeractors.actors.LedgerBatcher;
import io.ledgeractors.actors.LedgerReply;
import io.ledgeractors.actors.LookupAccountsReply;
import io.ledgeractors.actors.account.AccountPolicy.Decision;
import io.ledgeractors.actors.cluster.UndeliveredCommands;
import io.ledgeractors.actors.internal.time.ActorTimers;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.actors.serialization.FrameLimit;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.port.Alarms;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * The entity of one account. It holds nothing that could disagree with the ledger. It passes commands on without
 * waiting for replies, and they are executed in the order in which they reached it. The reply goes from the ledger
 * directly to the command's {@code replyTo}, exactly once.
 *
 * <p>A transfer belongs to the entity of the account that is debited. If there is an {@link AccountPolicy}, it is asked
 * before money moves, and a command that it refuses never reaches the ledger. Limits on balances are flags of the
 * account, which the ledger enforces. Commands and replies travel between the nodes of a cluster, see {@link Accounts}.
 *
 * <p>An entity moves to another node when its node leaves the cluster or a node joins. Pekko drops some commands that
 * arrive during the move; these are refused as {@code CLOSED}. They were not executed, so ask again.
 *
 * <p>A caller that stops waiting cancels nothing. After the time-out of {@code EntityRef.ask} the command may still
 * be executed. {@code ledger-actors.batcher.ask-timeout} withdraws it.
 */
public final class AccountEntity {
    /** A message for the entity of an account. */
    public sealed interface Command {}

    /**
     * A command for an account. Immutable.
     *
     * @param <P> the class of the reply
     */
    public sealed interface AccountCommand<P extends LedgerReply<?>> extends Command {
        /** Returns the actor that gets the reply. */
        ActorRef<P> replyTo();
    }

    /**
     * A command that moves money or changes what may be moved. The policy is asked about it.
     *
     * <p>{@link Post}, {@link Void} and {@link Reopen} can state the fields of the pending transfer that they end. The
     * ledger refuses a stated field that differs, and takes those that are not stated from the pending transfer. A
     * gateway that limits its callers demands that they state what is limited.
     */
    public sealed interface MovementCommand extends AccountCommand<CreateTransfersReply> {}

    /**
     * Opens the account. The result is {@code Exists} if the account exists with the same fields. The policy is not
     * asked.
     *
     * @param ledger number of the ledger, not 0; only accounts of one ledger can transact with each other
     * @param code kind of the account, 1 to 65535
     * @param flags see {@link io.ledgeractors.model.AccountFlags}. The ledger refuses {@code LINKED} here, which would
     *     leave a chain open, and {@code IMPORTED}
     */
    public record Open(int ledger, int code, int flags, UserData userData, ActorRef<CreateAccountsReply> replyTo)
            implements AccountCommand<CreateAccountsReply> {}

    /**
     * A movement of money from this account to another. Immutable.
     *
     * @param id of the transfer; the same id with the same fields moves nothing twice, and the result is {@code Exists}
     * @param creditAccountId id of the account that receives the amount
     * @param amount in the smallest unit of the ledger
     * @param ledger the ledger of both accounts
     * @param code kind of the transfer, 1 to 65535
     */
    public record Movement(
            UInt128 id, UInt128 creditAccountId, UInt128 amount, int ledger, int code, UserData userData) {}

    /** Transfers at once. */
    public record Transfer(Movement movement, ActorRef<CreateTransfersReply> replyTo) implements MovementCommand {}

    /**
     * Reserves an amount until it is posted, voided or expired.
     *
     * @param timeoutSeconds seconds after which the ledger releases the amount, not negative; 0 for never
     */
    public record Reserve(Movement movement, int timeoutSeconds, ActorRef<CreateTransfersReply> replyTo)
            implements MovementCommand {}

    /**
     * Posts a reserve of this account, and releases the rest of it.
     *
     * @param id of the posting transfer
     * @param reserveId of the reserve
     * @param amount at most the reserved amount; {@link UInt128#MAX} for all of it
     * @param ledger the ledger of the reserve; 0: not stated
     * @param code the code of the reserve, 1 to 65535; 0: not stated
     */
    public record Post(
            UInt128 id,
            UInt128 reserveId,
            UInt128 amount,
            int ledger,
            int code,
            UserData userData,
            ActorRef<CreateTransfersReply> replyTo)
            implements MovementCommand {
        /** Creates a command that states neither ledger nor code of the reserve. */
        public Post(
                UInt128 id,
                UInt128 reserveId,
                UInt128 amount,
                UserData userData,
                ActorRef<CreateTransfersReply> replyTo) {
            this(id, reserveId, amount, 0, 0, userData, replyTo);
        }
    }

    /**
     * Voids a reserve of this account, which releases all of it.
     *
     * @param id of the voiding transfer
     * @param reserveId of the reserve
     * @param amount the reserved amount; 0: not stated
     * @param ledger the ledger of the reserve; 0: not stated
     * @param code the code of the reserve, 1 to 65535; 0: not stated
     */
    public record Void(
            UInt128 id,
            UInt128 reserveId,
            UInt128 amount,
            int ledger,
            int code,
            UserData userData,
            ActorRef<CreateTransfersReply> replyTo)
            implements MovementCommand {
        /** Creates a command that states no field of the reserve. */
        public Void(UInt128 id, UInt128 reserveId, UserData userData, ActorRef<CreateTransfersReply> replyTo) {
            this(id, reserveId, UInt128.ZERO, 0, 0, userData, replyTo);
        }
    }

    /**
     * Closes the account. From then on the ledger refuses every transfer to or from it, except voids of pending
     * transfers. The closing is a pending transfer without an amount, and voiding it reopens the account.
     *
     * @param id of the closing transfer
     * @param controlAccountId another account of the same ledger, whose balance does not change
     * @param ledger the ledger of both accounts
     * @param code kind of the transfer, 1 to 65535
     */
    public record Close(
            UInt128 id,
            UInt128 controlAccountId,
            int ledger,
            int code,
            UserData userData,
            ActorRef<CreateTransfersReply> replyTo)
            implements MovementCommand {}

    /**
     * Reopens the account.
     *
     * @param id of the voiding transfer
     * @param closingId of the closing transfer
     * @param amount the amount of the closing transfer, which {@link Close} makes without one; 0: not stated
     * @param ledger the ledger of the closing transfer; 0: not stated
     * @param code the code of the closing transfer, 1 to 65535; 0: not stated
     */
    public record Reopen(
            UInt128 id,
            UInt128 closingId,
            UInt128 amount,
            int ledger,
            int code,
            UserData userData,
            ActorRef<CreateTransfersReply> replyTo)
            implements MovementCommand {
        /** Creates a command that states no field of the closing transfer. */
        public Reopen(UInt128 id, UInt128 closingId, UserData userData, ActorRef<CreateTransfersReply> replyTo) {
            this(id, closingId, UInt128.ZERO, 0, 0, userData, replyTo);
        }
    }

    /**
     * Reads the account with its balances. There is one result, or none if the account does not exist. The policy is
     * not asked, and earlier commands are executed before.
     */
    public record GetBalance(ActorRef<LookupAccountsReply> replyTo) implements AccountCommand<LookupAccountsReply> {}

    /**
     * Reads the balances that the account had after each of its transfers. There are none unless the account was opened
     * with {@code HISTORY}. The policy is not asked.
     */
    public record GetHistory(Window window, ActorRef<GetAccountBalancesReply> replyTo)
            implements AccountCommand<GetAccountBalancesReply> {}

    /** Reads the transfers that debit or credit the account. The policy is not asked. */
    public record GetTransfers(Window window, ActorRef<GetAccountTransfersReply> replyTo)
            implements AccountCommand<GetAccountTransfersReply> {}

    /** Stands for a command from another node that could not be read, and whose asker was answered. It is ignored. */
    enum Unreadable implements Command {
        INSTANCE
    }

    /** Brings the policy's decision to the entity that has asked for it, which may have restarted meanwhile. */
    private record Decided(
            AccountEntity asked, long number, @Nullable Decision decision, String failure) implements Command {}

    /** Tells the entity that has asked the policy that it did not decide in time. */
    private record Late(AccountEntity asked, long number) implements Command {}

    /** Bytes of a transfer, and of a balance. */
    private static final int RESULT_SIZE = 128;

    private final UInt128 id;
    private final AccountRules rules;
    private final ActorRef<LedgerBatcher.Command> batcher;
    private final int remoteResultsMax;
    private final AccountPolicy policy;
    private final PolicySettings settings;
    private final ActorContext<Command> context;
    private final ActorTimers<Command> timers;
    private final PolicyQueue<AccountCommand<?>> queue;

    private AccountEntity(
            UInt128 id,
            ActorRef<LedgerBatcher.Command> batcher,
            int remoteResultsMax,
            AccountPolicy policy,
            PolicySettings settings,
            ActorContext<Command> context,
            ActorTimers<Command> timers) {
        this.id = id;
        this.rules = new AccountRules(id);
        this.batcher = batcher;
        this.remoteResultsMax = remoteResultsMax;
        this.policy = policy;
        this.settings = settings;
        this.context = context;
        this.timers = timers;
        this.queue = new PolicyQueue<>(settings.parallelism(), settings.maxWaiting(), new QueueEffects());
    }

    /**
     * Returns the behavior of an entity without a policy, for use without {@link Accounts}.
     *
     * @param id of the account
     * @param batcher takes the commands
     */
    public static Behavior<Command> create(UInt128 id, ActorRef<LedgerBatcher.Command> batcher) {
        return Behaviors.setup(context -> create(id, batcher, remoteResultsMax(context.getSystem())));
    }

    /**
     * Returns the behavior of an entity with a policy, for use without {@link Accounts}.
     *
     * @param id of the account
     * @param batcher takes the commands
     * @param policy decides about the commands that move money
     * @param alarms ring when the policy is late; null if Pekko's timers do
     */
    public static Behavior<Command> create(
            UInt128 id,
            ActorRef<LedgerBatcher.Command> batcher,
            AccountPolicy policy,
            PolicySettings settings,
            @Nullable Alarms alarms) {
        return Behaviors.setup(
                context -> create(id, batcher, remoteResultsMax(context.getSystem()), policy, settings, alarms));
    }

    /** Returns how many results of a query fit into a reply to another node. */
    static int remoteResultsMax(ActorSystem<?> system) {
        return FrameLimit.results(system, RESULT_SIZE);
    }

    static Behavior<Command> create(UInt128 id, ActorRef<LedgerBatcher.Command> batcher, int remoteResultsMax) {
        AccountRules rules = new AccountRules(id);
        return Behaviors.receive(Command.class)
                .onMessage(AccountCommand.class, command -> {
                    pass(batcher, rules, remoteResultsMax, command);
                    return Behaviors.same();
                })
                .onMessage(Unreadable.class, ignored -> Behaviors.same())
                .build();
    }

    static Behavior<Command> create(
            UInt128 id,
            ActorRef<LedgerBatcher.Command> batcher,
            int remoteResultsMax,
            AccountPolicy policy,
            PolicySettings settings,
            @Nullable Alarms alarms) {
        Behavior<Command> behavior = Behaviors.setup(context -> ActorTimers.with(
                alarms,
                timers -> new AccountEntity(id, batcher, remoteResultsMax, policy, settings, context, timers)
                        .behavior()));
        return Behaviors.supervise(behavior).onFailure(SupervisorStrategy.restart());
    }

    private Behavior<Command> behavior() {
        return Behaviors.receive(Command.class)
                .onMessage(AccountCommand.class, this::arrived)
                .onMessage(Decided.class, this::decided)
                .onMessage(Late.class, this::late)
                .onMessage(Unreadable.class, ignored -> Behaviors.same())
                .onSignal(PreRestart.class, signal -> stop(Refusal.FAILED, "the account's entity failed"))
                .onSignal(PostStop.class, signal -> stop(Refusal.CLOSED, "the account's entity was stopped here"))
                .build();
    }

    private Behavior<Command> arrived(AccountCommand<?> command) {
        queue.arrived(command, AccountRules.isFree(command));
        return Behaviors.same();
    }

    // Numbers begin anew after a restart, so an earlier decision would decide about another command.
    private Behavior<Command> late(Late late) {
        if (late.asked() == this) {
            queue.late(late.number());
        }
        return Behaviors.same();
    }

    private Behavior<Command> decided(Decided decided) {
        if (decided.asked() != this) {
            return Behaviors.same();
        }
        timers.cancel(decided.number());
        Decision decision = decided.decision();
        if (decision == null) {
            queue.failed(decided.number(), decided.failure());
        } else {
            queue.decided(decided.number(), decision);
        }
        return Behaviors.same();
    }

    private Behavior<Command> stop(Refusal reason, String message) {
        queue.stop(reason, message);
        return Behaviors.same();
    }

    private static void pass(
            ActorRef<LedgerBatcher.Command> batcher,
            AccountRules rules,
            int remoteResultsMax,
            AccountCommand<?> command) {
        int limit = AccountRules.resultsMax(command);
        if (limit > remoteResultsMax && FrameLimit.isElsewhere(command.replyTo())) {
            refuse(
                    command,
                    Refusal.TOO_MUCH_DATA,
                    "a reply to another node holds at most " + remoteResultsMax + " results, and the window asks for "
                            + limit + "; ask for fewer at a time");
            return;
        }
        try {
            batcher.tell(rules.submit(command).withOrder(rules.orderKey()));
        } catch (IllegalArgumentException | IllegalStateException | NullPointerException impossible) {
            refuse(command, Refusal.INVALID, String.valueOf(impossible.getMessage()));
        }
    }

    /** Refuses a command that entities cannot carry out in this cluster. */
    static void refuseAsUnavailable(AccountCommand<?> command, String why) {
        refuse(command, Refusal.UNAVAILABLE, why);
    }

    /** Makes this system refuse the commands of entities that it cannot deliver. */
    static void refuseUndelivered(ActorSystem<?> system) {
        UndeliveredCommands.refuse(
                system, AccountCommand.class, command -> refuse(command, Refusal.CLOSED, UndeliveredCommands.WHY));
    }

    private static void refuse(AccountCommand<?> command, Refusal reason, String message) {
        if (command instanceof Open open) {
            open.replyTo().tell(CreateAccountsReply.of(new LedgerReply.Refused<>(reason, message)));
        } else if (command instanceof GetBalance get) {
            get.replyTo().tell(LookupAccountsReply.of(new LedgerReply.Refused<>(reason, message)));
        } else if (command instanceof GetHistory get) {
            get.replyTo().tell(GetAccountBalancesReply.of(new LedgerReply.Refused<>(reason, message)));
        } else if (command instanceof GetTransfers get) {
            get.replyTo().tell(GetAccountTransfersReply.of(new LedgerReply.Refused<>(reason, message)));
        } else {
            ((MovementCommand) command)
                    .replyTo()
                    .tell(CreateTransfersReply.of(new LedgerReply.Refused<>(reason, message)));
        }
    }

    /** Carries out the effects of the queue. */
    private final class QueueEffects implements PolicyQueue.Effects<AccountCommand<?>> {
        @Override
        public void ask(long number, AccountCommand<?> command) {
            ActorRef<Command> self = context.getSelf();
            timers.start(number, new Late(AccountEntity.this, number), settings.timeout());
            decide(command)
                    .whenComplete((decision, failure) -> self.tell(new Decided(
                            AccountEntity.this,
                            number,
                            decision,
                            failure == null ? "it answered with null" : failure.toString())));
        }

        @Override
        public void leave(AccountCommand<?> command) {
            pass(batcher, rules, remoteResultsMax, command);
        }

        @Override
        public void refuse(AccountCommand<?> command, Refusal reason, String message) {
            AccountEntity.refuse(command, reason, message);
        }

        // Any exception of the user's own code refuses the command.
        private CompletionStage<Decision> decide(AccountCommand<?> command) {
            try {
                return policy.decide(id, command);
            } catch (RuntimeException failure) {
                return CompletableFuture.failedFuture(failure);
            }
        }
    }
}
