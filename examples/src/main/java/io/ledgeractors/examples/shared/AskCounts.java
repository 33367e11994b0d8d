package io.ledgeractors.examples.shared;

/**
 * Numbers of asks and of their answers.
 *
 * @param asks asks that were sent
 * @param answers asks that were answered in time
 * @param unanswered asks that were not answered in time, so that their outcome was unknown to the caller
 * @param late answers to such asks that arrived later
 * @param surplus answers beyond one for each ask
 */
public record AskCounts(long asks, long answers, long unanswered, long late, long surplus) {
    /** No asks. */
    public static final AskCounts NONE = new AskCounts(0, 0, 0, 0, 0);

    /** Returns the sums of both. */
    public AskCounts plus(AskCounts other) {
        return new AskCounts(
                asks + other.asks,
                answers + other.answers,
                unanswered + other.unanswered,
                late + other.late,
                surplus + other.surplus);
    }

    /** Returns the number of asks that still wait for their answer. */
    public long open() {
        return asks - answers - unanswered;
    }
}
