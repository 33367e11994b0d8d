package io.ledgeractors.actors.account;

import io.ledgeractors.actors.account.AccountPolicy.Decision;
import io.ledgeractors.actors.account.AccountPolicy.Denied;
import io.ledgeractors.actors.message.Refusal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds commands in the order of their arrival until the policy has decided about them. The policy is asked about
 * several at once, and the commands leave in order. So a command without a decision holds back all later ones. Pure.
 * Not thread-safe.
 *
 * @param <C> the type of the commands
 */
final class PolicyQueue<C> {
    /** Carries out the effects that the queue wants. */
    interface Effects<C> {
        /** Asks the policy, and calls {@link PolicyQueue#decided} or {@link PolicyQueue#late} with the number. */
        void ask(long number, C command);

        /** Sends a command to the ledger. */
        void leave(C command);

        /** Answers a command as refused. */
        void refuse(C command, Refusal reason, String message);
    }

    private static final class Waiting<C> {
        private final C command;
        private final boolean isFree;
        private boolean isDecided;
        private @Nullable Refusal refusal;
        private String message = "";

        Waiting(C command, boolean isFree) {
            this.command = command;
            this.isFree = isFree;
            this.isDecided = isFree;
        }
    }

    private final int parallelism;
    private final int maxWaiting;
    private final Effects<C> effects;
    private final Deque<Waiting<C>> waiting = new ArrayDeque<>();
    private final Deque<Waiting<C>> unasked = new ArrayDeque<>();
    private final Map<Long, Waiting<C>> asked = new HashMap<>();
    private long number;

    PolicyQueue(int parallelism, int maxWaiting, Effects<C> effects) {
        this.parallelism = parallelism;
        this.maxWaiting = maxWaiting;
        this.effects = effects;
    }

    /**
     * Takes a command.
     *
     * @param isFree true if the policy is not asked about it
     */
    void arrived(C command, boolean isFree) {
        if (waiting.size() >= maxWaiting) {
            effects.refuse(
                    command, Refusal.OVERLOADED, maxWaiting + " commands of this account wait for its policy already");
            return;
        }
        Waiting<C> last = new Waiting<>(command, isFree);
        waiting.add(last);
        if (!last.isFree) {
            unasked.add(last);
        }
        proceed();
    }

    /** Takes the policy's decision. One that comes too late is ignored. */
    void decided(long answered, Decision decision) {
        decide(answered, decision instanceof Denied ? Refusal.DENIED : null, decision);
    }

    /** Refuses a command because the policy failed. */
    void failed(long answered, String why) {
        decide(answered, Refusal.DENIED, new Denied("the account's policy failed: " + why));
    }

    /** Refuses a command because the policy did not decide in time. */
    void late(long answered) {
        decide(answered, Refusal.TIMED_OUT, new Denied("the account's policy did not answer in time"));
    }

    /** Refuses all commands that wait, because the entity stops. */
    void stop(Refusal reason, String message) {
        asked.clear();
        unasked.clear();
        while (!waiting.isEmpty()) {
            effects.refuse(waiting.remove().command, reason, message);
        }
    }

    private void decide(long answered, @Nullable Refusal refusal, Decision decision) {
        Waiting<C> command = asked.remove(answered);
        if (command != null) {
            command.isDecided = true;
            command.refusal = refusal;
            command.message = decision instanceof Denied denied ? denied.why() : "";
            proceed();
        }
    }

    private void proceed() {
        while (asked.size() < parallelism && !unasked.isEmpty()) {
            Waiting<C> next = unasked.remove();
            number++;
            asked.put(number, next);
            effects.ask(number, next.command);
        }
        Waiting<C> first = waiting.peek();
        while (first != null && first.isDecided) {
            waiting.remove();
            end(first);
            first = waiting.peek();
        }
    }

    private void end(Waiting<C> command) {
        Refusal refusal = command.refusal;
        if (refusal == null) {
            effects.leave(command.command);
        } else {
            effects.refuse(command.command, refusal, command.message);
        }
    }
}
