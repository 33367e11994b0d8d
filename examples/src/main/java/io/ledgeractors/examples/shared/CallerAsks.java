package io.ledgeractors.examples.shared;

/**
 * The asks of one caller, of which at most one waits for its answer. It tells the answer of an ask from a late answer
 * and from one too many. Used by one actor.
 */
public final class CallerAsks {
    private static final AskCounts ASK = new AskCounts(1, 0, 0, 0, 0);
    private static final AskCounts ANSWER = new AskCounts(0, 1, 0, 0, 0);
    private static final AskCounts UNANSWERED = new AskCounts(0, 0, 1, 0, 0);
    private static final AskCounts LATE = new AskCounts(0, 0, 0, 1, 0);
    private static final AskCounts SURPLUS = new AskCounts(0, 0, 0, 0, 1);

    private final AskCounter counter;
    private int number;
    private int owed;
    private boolean isWaiting;

    /** Creates the asks of a new caller, which are counted there. */
    public CallerAsks(AskCounter counter) {
        this.counter = counter;
    }

    /**
     * Begins an ask.
     *
     * @return its number, for {@link #timedOut}
     * @throws IllegalStateException if an ask waits for its answer
     */
    public int ask() {
        if (isWaiting) {
            throw new IllegalStateException("ask " + number + " has no answer yet");
        }
        isWaiting = true;
        number++;
        counter.add(ASK);
        return number;
    }

    /** Counts an answer. Returns true if an ask was waiting for it. */
    public boolean answered() {
        if (isWaiting) {
            isWaiting = false;
            counter.add(ANSWER);
            return true;
        }
        counter.add(owed > 0 ? LATE : SURPLUS);
        owed = Math.max(0, owed - 1);
        return false;
    }

    /** Ends an ask whose answer did not come in time. Returns true if this ask was still waiting. */
    public boolean timedOut(int ask) {
        if (!isWaiting || ask != number) {
            return false;
        }
        isWaiting = false;
        owed++;
        counter.add(UNANSWERED);
        return true;
    }
}
