package io.ledgeractors.testkit.internal.simulation;

import io.ledgeractors.actors.message.EncodedAsk;
import io.ledgeractors.actors.message.RawReply;
import io.ledgeractors.actors.message.Refusal;
import io.ledgeractors.testkit.internal.ledger.ForwardingAsk;
import io.ledgeractors.wire.Bytes;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An ask that remembers when it was made and what it was answered. One thread uses it. */
public final class RecordedAsk extends ForwardingAsk {
    private final Trace trace;
    private final Journal journal;
    private final int asker;
    private final int number;
    private final long knownBefore;
    private final ByteBuffer content;
    private @Nullable RawReply answer;
    private int answers;
    private boolean losesResults;

    /** Takes notes of all asks. */
    public interface Journal {
        /** Tells that an ask is being answered. */
        void ended(RecordedAsk ask);

        /** Tells that results of this time were given to an asker. */
        void seen(long timestamp);

        /** Tells that an ask ended more than once. */
        void endedTwice(RecordedAsk ask);
    }

    public RecordedAsk(EncodedAsk ask, int asker, int number, long knownBefore, Trace trace, Journal journal) {
        super(ask);
        this.asker = asker;
        this.number = number;
        this.knownBefore = knownBefore;
        this.trace = trace;
        this.journal = journal;
        this.content = copy(ask.events());
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return Bytes.allocate(bytes.limit()).put(0, bytes, 0, bytes.limit());
    }

    /** Returns the number of the process that asks. */
    public int asker() {
        return asker;
    }

    /** Returns the position among all asks of the simulation, from 0. */
    public int number() {
        return number;
    }

    /** Returns a copy of the events as they were when this was asked. Streams use their memory again afterwards. */
    public ByteBuffer content() {
        return content;
    }

    /** Returns the time of the newest results that anybody had when this was asked, ns since 1970. */
    long knownBefore() {
        return knownBefore;
    }

    /** Returns the answer; null until it comes. */
    public @Nullable RawReply answer() {
        return answer;
    }

    /** Lets the asker hear that the outcome is unknown in place of results, as if the reply had been lost. */
    public void loseResults() {
        losesResults = true;
    }

    @Override
    public void results(ByteBuffer results, long timestamp) {
        if (losesResults) {
            unknown("the simulation lost the reply");
            return;
        }
        ByteBuffer copy = copy(results);
        ended(new RawReply.Results(copy, timestamp), "results", copy.hashCode());
        journal.seen(timestamp);
        super.results(results, timestamp);
    }

    @Override
    public void refused(Refusal reason, String message) {
        ended(new RawReply.Refused(reason, message), "refused", reason.name().hashCode());
        super.refused(reason, message);
    }

    @Override
    public void unknown(String message) {
        ended(new RawReply.Unknown(message), "unknown", 0);
        super.unknown(message);
    }

    private void ended(RawReply reply, String step, int what) {
        answers++;
        if (answers > 1) {
            journal.endedTwice(this);
        }
        answer = reply;
        journal.ended(this);
        trace.add(step, (long) number << Integer.SIZE | Integer.toUnsignedLong(what));
    }

    @Override
    public String toString() {
        return "ask " + number + " of client " + asker + ", " + operation() + " of " + count() + " events";
    }
}
