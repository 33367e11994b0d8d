package io.ledgeractors.testkit.fault;

import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.model.CreateAccountStatus;
import io.ledgeractors.model.CreateTransferStatus;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * An ask that is to come, and the fault that is to strike it. The first methods narrow the choice and return a new
 * selection. The others name the fault, which waits from then on.
 *
 * <p>An ask is one command to the batcher: the events of one call of {@code createTransfers}, for example. At most one
 * fault strikes an ask, the one that was named first. An ask that is struck travels in a request of its own, so nothing
 * happens to other asks. Immutable.
 */
public interface NextAsk {
    /**
     * Selects the n-th ask that matches, counted from now.
     *
     * @param n from 1
     */
    NextAsk nth(int n);

    /**
     * Lets the fault strike so many asks one after another, instead of one.
     *
     * @param asks from 1; {@link Integer#MAX_VALUE} for all
     */
    NextAsk times(int asks);

    /**
     * Selects only asks whose events meet a condition, in addition to earlier ones. The condition is called on the
     * batcher's thread. If it throws, the ask goes its usual way, and {@link Fault#await()} throws what it threw.
     */
    NextAsk where(Predicate<AskedEvents> condition);

    /**
     * Strikes each ask that matches by chance, without end unless {@link #times} says otherwise. The same seed makes
     * the same choices among the same asks in the same order.
     *
     * @param probability 0 to 1
     */
    NextAsk withProbability(double probability, long seed);

    /** Lets the batcher refuse the ask when it arrives. It is not sent. */
    Fault refuse(Refusal reason);

    /**
     * Answers the ask with this status for each of its transfers, when its turn has come. Nothing is sent and nothing
     * is executed.
     *
     * @throws IllegalArgumentException if the selected operation creates no transfers
     */
    Fault answer(CreateTransferStatus status);

    /**
     * Answers the ask with this status for each of its accounts, when its turn has come. Nothing is sent and nothing is
     * executed.
     *
     * @throws IllegalArgumentException if the selected operation creates no accounts
     */
    Fault answer(CreateAccountStatus status);

    /**
     * Executes the ask, and answers that its outcome is unknown. After a real loss the batcher would find the outcome
     * out; this is the rare case in which it cannot.
     */
    Fault executeButAnswerUnknown();

    /**
     * Keeps the request with the ask from the server until {@link Faults#release()}. To the session it looks as if the
     * server did not answer. Asks behind it wait.
     */
    Fault hold();

    /** Loses the request with the ask once. The session sends it again after 600 ms, and it is executed once. */
    Fault dropRequest();

    /**
     * Loses the reply to the ask once. The session sends the request again after 600 ms, and the server answers with
     * the reply that it has kept. The ask is executed once.
     */
    Fault dropReply();

    /** Delivers the request with the ask twice. The server answers twice and executes it once. */
    Fault duplicate();

    /**
     * Delivers the request with the ask, and all copies of it, no earlier than this much later.
     *
     * @param time not negative
     */
    Fault delay(Duration time);

    /**
     * Lets the server lose its power before its disk has the ask, which must create accounts or transfers; see {@link
     * Faults#crashBeforeCommit()}.
     *
     * @throws IllegalArgumentException if the selected operation creates nothing
     */
    Fault crashBeforeCommit();

    /**
     * Lets the server lose its power after its disk has the ask, which must create accounts or transfers; see {@link
     * Faults#crashAfterCommit()}.
     *
     * @throws IllegalArgumentException if the selected operation creates nothing
     */
    Fault crashAfterCommit();
}
