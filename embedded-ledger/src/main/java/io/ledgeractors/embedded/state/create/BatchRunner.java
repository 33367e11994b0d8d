package io.ledgeractors.embedded.state.create;

import io.ledgeractors.embedded.state.find.SearchIndexes;
import io.ledgeractors.embedded.state.tables.Invariant;
import io.ledgeractors.embedded.state.tables.LedgerTables;
import io.ledgeractors.embedded.state.tables.ReadAhead;
import io.ledgeractors.model.TransferFlags;
import io.ledgeractors.wire.TransferCodec;
import java.nio.ByteBuffer;

/**
 * Runs the events of a request batch by batch, each chain as a whole. What is read ahead goes over the ends of batches, for
 * most requests of a batcher are many batches of one event. Accounts and transfers have the same size, and their flags
 * and the flag {@code linked} stand at the same place.
 */
public final class BatchRunner {
    private static final int NO_CHAIN = -1;

    private final Creator creator;
    private final ResultWriter results = new ResultWriter();

    /** Where the last event of the request ends. */
    private int requestEnd;
    /** Where the first event stands that was not read ahead. */
    private int windowEnd;

    /** The first event of the chain that is open. */
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

    /** Begins a request of so many events in all its batches, which stand one after another from {@code offset} on. */
    public void beginRequest(int offset, int events) {
        windowEnd = offset;
        requestEnd = offset + events * TransferCodec.SIZE;
    }

    /**
     * Runs the next batch of the request.
     *
     * @param timestamp that of its last event
     * @param failuresOnly what results are written
     * @return number of results
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
        Invariant.that(chain == NO_CHAIN && !chainBroken, "a chain beyond its batch");
        return results.count();
    }

    private void beginWindow(ByteBuffer body, int at) {
        if (chain == NO_CHAIN) {
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
