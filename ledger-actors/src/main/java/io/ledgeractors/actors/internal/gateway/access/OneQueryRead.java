package io.ledgeractors.actors.internal.gateway.access;

import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** A read of one query, whose results are filtered. */
final class OneQueryRead implements FilteredRead {
    private final AccessLimits limits;
    private final Operation operation;
    private final ByteBuffer events;
    private final int count;

    OneQueryRead(AccessLimits limits, Operation operation, ByteBuffer events, int count) {
        this.limits = limits;
        this.operation = operation;
        this.events = events;
        this.count = count;
    }

    @Override
    public ReadStep begin() {
        return new ReadStep.Query(operation, events, count);
    }

    @Override
    public ReadStep answered(ByteBuffer results) {
        if (limits.ledgers().isEmpty()) {
            return new ReadStep.Finished(results);
        }
        AllowedResults allowed = new AllowedResults(limits, operation, results.limit() / operation.resultSize());
        allowed.add(results);
        return new ReadStep.Finished(allowed.toBuffer());
    }
}
