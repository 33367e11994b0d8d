package io.ledgeractors.actors.message;

import java.nio.ByteBuffer;
import org.apache.pekko.annotation.DoNotInherit;
import org.apache.pekko.annotation.InternalApi;

/**
 * INTERNAL API. An ask on its way through the batcher. Exactly one of {@link #results}, {@link #refused} and {@link
 * #unknown} is called for each ask.
 */
@InternalApi
@DoNotInherit
public interface EncodedAsk extends Ask, BatcherMessage {
    /**
     * Tells that the batcher has taken the ask from its mailbox. After a restart the batcher may take it once more.
     *
     * @return true at the first call for an ask that was counted while it was on its way
     */
    boolean arrived();

    /** Returns true if the asker reads the results at once and keeps nothing of their bytes. */
    boolean readsAtOnce();

    /**
     * Gives the asker its results.
     *
     * @param results this ask's own results, encoded, from 0 to the limit, little endian; the body of a reply if the
     *     ask {@link #isForwarded}
     * @param timestamp ns since 1970 at which the ledger prepared the request
     */
    void results(ByteBuffer results, long timestamp);

    /** Tells the asker that the ask was definitely not executed, and will not be. */
    void refused(Refusal reason, String message);

    /** Tells the asker that nobody knows whether the ask was executed, or still will be. */
    void unknown(String message);
}
