package io.ledgeractors.actors.recovery;

import io.ledgeractors.actors.recovery.RecordType.Answer;
import io.ledgeractors.model.CreateTransferStatus;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.CreateTransferResultCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Analyses the results of a resent create request. It corrects results in place where the first execution is known. It
 * notes the events that are still to be looked up, and those whose ids are to be invalidated.
 */
final class ResendAnalysis {
    /**
     * Events that are created all or none: a chain, or one event alone.
     *
     * @param since timestamp in ns since 1970; a record of this time or before was not created by these events
     * @param breaker the event whose refusal may pass later; the first event if there is none
     */
    record Chain(int first, int last, long since, int breaker) {}

    final List<Chain> toLookUp = new ArrayList<>();
    final List<Chain> toInvalidate = new ArrayList<>();
    final BitSet unknown = new BitSet();

    private final LostRequest request;
    private final RecordType kind;
    private final long before;
    private final boolean isFenced;
    private final ByteBuffer results;
    // The events of the request that created something, by its timestamp, so that a repeated id within the request is
    // told from its first event.
    private final Map<Long, Integer> creators = new HashMap<>();

    /**
     * Creates the analysis of a request.
     *
     * @param before timestamp of the last reply before the request, ns since 1970
     * @param results one result of 16 bytes for each event
     */
    ResendAnalysis(LostRequest request, RecordType kind, long before, boolean isFenced, ByteBuffer results) {
        this.request = request;
        this.kind = kind;
        this.before = before;
        this.isFenced = isFenced;
        this.results = results;
    }

    /** Analyses a batch whose resend was answered in a request of this timestamp. */
    void examine(int batch, long timestamp) {
        int end = request.starts[batch + 1];
        for (int first = request.starts[batch]; first < end; ) {
            int last = request.chainEnd(first, end);
            if (first == last) {
                examineSingle(first, timestamp);
            } else {
                examineChain(first, last, timestamp);
            }
            first = last + 1;
        }
    }

    private void examineSingle(int event, long timestamp) {
        switch (answer(event)) {
            case CREATED -> noteCreation(timestamp(event), event);
            case EXISTS -> {
                if ((isImported(event) || timestamp(event) > before) && noteCreation(timestamp(event), event)) {
                    set(event, kind.created, timestamp(event));
                }
            }
            case MAYBE_CLOSED -> toLookUp.add(new Chain(event, event, before, event));
            case MAY_PASS_LATER -> suspect(new Chain(event, event, timestamp, event));
            case LINKED_FAILED, CHAIN_OPEN, FINAL -> {}
        }
    }

    private void examineChain(int first, int last, long timestamp) {
        Answer answer = answer(first);
        if (answer == Answer.CREATED) {
            for (int event = first; event <= last; event++) {
                noteCreation(timestamp(event), event);
            }
        } else if ((answer == Answer.EXISTS || answer == Answer.MAYBE_CLOSED) && areLinkedFailed(first + 1, last)) {
            toLookUp.add(new Chain(first, last, before, first));
        } else if (answer(last) != Answer.CHAIN_OPEN) {
            for (int event = first; event <= last; event++) {
                if (answer(event) == Answer.MAY_PASS_LATER) {
                    suspect(new Chain(first, last, timestamp, event));
                }
            }
        }
    }

    private boolean areLinkedFailed(int first, int last) {
        for (int event = first; event <= last; event++) {
            if (answer(event) != Answer.LINKED_FAILED) {
                return false;
            }
        }
        return true;
    }

    // A copy of the lost request that is executed later could create what has just been refused.
    private void suspect(Chain chain) {
        if (isFenced) {
            return;
        }
        if (kind == RecordType.TRANSFERS) {
            toInvalidate.add(chain);
        } else {
            unknown.set(chain.first(), chain.last() + 1);
        }
    }

    /**
     * Takes the status of the transfer that was to invalidate a chain's id. An id that is invalid for another reason,
     * such as a copy that was refused meanwhile, does not change the result: the resend was executed before.
     */
    void invalidated(Chain chain, CreateTransferStatus status) {
        if (!IdInvalidation.isInvalid(status)) {
            toLookUp.add(chain);
        }
    }

    /**
     * Takes the records that the ledger holds under the ids of {@link #toLookUp}.
     *
     * @param places offset of each id's record in {@code stored}
     */
    void lookedUp(ByteBuffer stored, Map<UInt128, Integer> places) {
        for (Chain chain : toLookUp) {
            if (isThere(chain, stored, places)) {
                report(chain, stored, places);
            }
        }
    }

    private void report(Chain chain, ByteBuffer stored, Map<UInt128, Integer> places) {
        long timestamp = storedTimestamp(chain.first(), stored, places);
        if (noteCreation(timestamp, chain.first())) {
            for (int event = chain.first(); event <= chain.last(); event++) {
                set(event, kind.created, storedTimestamp(event, stored, places));
            }
        } else if (chain.first() == chain.last() && isLikeCreator(chain.first(), timestamp)) {
            // An earlier event of the same request created it, and it has been closed since.
            set(chain.first(), kind.exists, timestamp);
        }
    }

    /** Notes what an event created, and returns false if an earlier event of the request created it. */
    private boolean noteCreation(long timestamp, int event) {
        return creators.putIfAbsent(timestamp, event) == null;
    }

    // Nothing else of the two can differ, because both are like the stored record.
    private boolean isLikeCreator(int event, long timestamp) {
        Integer creator = creators.get(timestamp);
        return creator != null
                && kind.isClosed(request.bytes(), request.offset(event))
                        == kind.isClosed(request.bytes(), request.offset(creator));
    }

    private boolean isThere(Chain chain, ByteBuffer stored, Map<UInt128, Integer> places) {
        for (int event = chain.first(); event <= chain.last(); event++) {
            Integer place = places.get(request.id(event));
            if (place == null || !kind.isSame(request.bytes(), request.offset(event), stored, place)) {
                return false;
            }
            long expected = storedTimestamp(chain.first(), stored, places) + event - chain.first();
            if (!isImported(event) && storedTimestamp(event, stored, places) != expected) {
                return false;
            }
        }
        long first = storedTimestamp(chain.first(), stored, places);
        return isImported(chain.first()) || first > chain.since();
    }

    private long storedTimestamp(int event, ByteBuffer stored, Map<UInt128, Integer> places) {
        Integer place = places.get(request.id(event));
        if (place == null) {
            throw new IllegalStateException("nothing is stored under " + request.id(event));
        }
        return stored.getLong(place + RecordType.TIMESTAMP);
    }

    private boolean isImported(int event) {
        return kind.isImported(request.bytes(), request.offset(event));
    }

    private Answer answer(int event) {
        return kind.answer(results.getInt(16 * event + CreateTransferResultCodec.STATUS));
    }

    private long timestamp(int event) {
        return results.getLong(16 * event + CreateTransferResultCodec.TIMESTAMP);
    }

    private void set(int event, int status, long timestamp) {
        results.putLong(16 * event + CreateTransferResultCodec.TIMESTAMP, timestamp);
        results.putInt(16 * event + CreateTransferResultCodec.STATUS, status);
    }
}
