package io.ledgeractors.actors.internal.gateway.access;

import io.ledgeractors.wire.AccountCodec;
import io.ledgeractors.wire.ChangeEventCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.TransferCodec;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Collects the results of the ledgers that a caller may see, up to a number. */
final class AllowedResults {
    private final AccessLimits limits;
    private final int ledgerAt;
    private final int wanted;
    private final byte[] result;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private int count;

    /**
     * Creates an empty collection.
     *
     * @param operation the operation that gives the results
     * @param wanted the most results to keep
     */
    AllowedResults(AccessLimits limits, Operation operation, int wanted) {
        this.limits = limits;
        this.ledgerAt = ledgerAt(operation);
        this.wanted = wanted;
        this.result = new byte[operation.resultSize()];
    }

    private static int ledgerAt(Operation operation) {
        return switch (operation) {
            case LOOKUP_ACCOUNTS, QUERY_ACCOUNTS -> AccountCodec.LEDGER;
            case LOOKUP_TRANSFERS, QUERY_TRANSFERS, GET_ACCOUNT_TRANSFERS -> TransferCodec.LEDGER;
            case GET_CHANGE_EVENTS -> ChangeEventCodec.LEDGER;
            default -> throw new IllegalArgumentException("results of " + operation + " name no ledger");
        };
    }

    /** Adds the results that are allowed, from 0 to the limit of the buffer, until the collection is full. */
    void add(ByteBuffer results) {
        for (int at = 0; at + result.length <= results.limit() && !isFull(); at += result.length) {
            if (limits.allowsLedger(results.getInt(at + ledgerAt))) {
                results.get(at, result);
                kept.writeBytes(result);
                count++;
            }
        }
    }

    int count() {
        return count;
    }

    boolean isFull() {
        return count == wanted;
    }

    /** Returns the results in a buffer of their own, little endian. */
    ByteBuffer toBuffer() {
        return ByteBuffer.wrap(kept.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }
}
