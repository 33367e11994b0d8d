package io.ledgeractors.embedded.state.create;

import io.ledgeractors.embedded.state.find.SearchIndexes;
import io.ledgeractors.embedded.state.tables.Invariant;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.ReadAhead;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/**
 * Executes the events of a create request batch by batch, and each chain as a whole.
 *
 * <p>Prefetching crosses the ends of batches, because most requests of a batcher consist of many batches of one event.
 * Accounts and transfers have the same size, and their flags and the flag {@code linked} have the same place.
 */
public final class BatchRunner {
    private static final int NO_CHAIN = -1;

    private final Creator creator;
    private final ResultWriter results = new ResultWriter();

    /** False if the request is rolled back afterwards, so that its objects must not enter the search indexes. */
    private boolean isKept;

    /** The position behind the last event of the request. */
    private int requestEnd;
    /** The position of the first event that was not prefetched for. */
    private int windowEnd;

    /** The index of the first event of the open chain, or {@link #NO_CHAIN}. */
    private int chain;

    private boolean chainBroken;

    private BatchRunner(Creator creator) {
        this.creator = creator;
    }

    /** Returns a runner that creates accounts. */
    public static BatchRunner ofAccounts(LedgerTables tables, SearchIndexes indexes) {
        return new BatchRunner(new AccountCreator(tables, indexes));
    }

    /** Returns a runner that creates transfers. */
    public static BatchRunner ofTransfers(LedgerTables tables, SearchIndexes indexes) {
        return new BatchRunner(new TransferCreator(tables, indexes));
    }

    /**
     * Begins a request.
     *
     * @param offset where the events of all batches begin, one after the other
     * @param events number of events of all batches
     * @param isKept false if the request is rolled back afterwards, so that no index may learn of it
     */
    public void beginRequest(int offset, int events, boolean isKept) {
        this.isKept = isKept;
        windowEnd = offset;
        requestEnd = offset + events * TransferCodec.SIZE;
    }

    /**
     * Executes the next batch of the request.
     *
     * @param offset where its events begin
     * @param events number of its events
     * @param timestamp the timestamp of its last event
     * @param at where its results begin in {@code reply}
     * @param failuresOnly true to write results of failed events only, see {@link ResultWriter}
     * @return the number of results
     */
    public int run(
            ByteBuffer body, int offset, int events, long timestamp, ByteBuffer reply, int at, boolean failuresOnly) {
        results.begin(reply, at, failuresOnly);
        chain = NO_CHAIN;
        chainBroken = false;
        if (events > 0) {
            creator.beginBatch(flags(body, offset), timestamp);
        }
        for (int index = 0; index < events; index++) {
            int event = offset + index * TransferCodec.SIZE;
            if (event == windowEnd) {
                beginWindow(body, event);
            }
            runEvent(body, event, index, timestamp - events + index + 1, index == events - 1);
        }
        Invariant.that(chain == NO_CHAIN && !chainBroken, "a chain reaches beyond its batch");
        Invariant.that(failuresOnly || results.count() == events, "an event has no result");
        return results.count();
    }

    private void beginWindow(ByteBuffer body, int at) {
        if (chain == NO_CHAIN && isKept) {
            creator.index();
        }
        int events = Math.min(ReadAhead.WINDOW, (requestEnd - at) / TransferCodec.SIZE);
        creator.prefetch(body, at, events);
        windowEnd = at + events * TransferCodec.SIZE;
    }

    private void runEvent(ByteBuffer body, int at, int index, long timestamp, boolean last) {
        boolean linked = (flags(body, at) & TransferFlags.LINKED) != 0;
        if (linked && chain == NO_CHAIN) {
            chain = index;
            creator.openChain();
        }
        int status;
        long resultTimestamp = timestamp;
        if (linked && last) {
            status = Creator.LINKED_EVENT_CHAIN_OPEN;
        } else if (chainBroken) {
            status = Creator.LINKED_EVENT_FAILED;
        } else {
            status = creator.create(body, at, timestamp);
            resultTimestamp = creator.timestamp();
        }
        if (status != Creator.CREATED) {
            fail(body, at, index, status);
        }
        results.add(index, status, resultTimestamp);
        if (chain != NO_CHAIN && (!linked || last)) {
            endChain();
        }
    }

    private void fail(ByteBuffer body, int at, int index, int status) {
        if (chain != NO_CHAIN && !chainBroken) {
            chainBroken = true;
            creator.rollBackChain();
            results.breakChain(chain, index);
        }
        creator.failed(body, at, status);
    }

    private void endChain() {
        if (!chainBroken) {
            creator.keepChain();
        }
        chain = NO_CHAIN;
        chainBroken = false;
    }

    private static int flags(ByteBuffer body, int at) {
        return body.getShort(at + TransferCodec.FLAGS);
    }
}
