package io.ledgeractors.actors.internal.gateway.access;

import io.ledgeractors.session.Limits;
import io.ledgeractors.wire.AccountFilterCodec;
import io.ledgeractors.wire.ChangeEventsFilterCodec;
import io.ledgeractors.wire.Operation;
import io.ledgeractors.wire.QueryFilterCodec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.pekko.annotation.InternalApi;
import org.jspecify.annotations.Nullable;

/**
 * INTERNAL API. A request of one or more batches that read, without the results of ledgers that the caller may not see.
 * Each batch is a {@link FilteredRead}. The next queries of all batches go to the ledger together, as far as they fit
 * into one request, so a request without continued pages costs no more rounds than one of its batches.
 *
 * <p>A request is refused after {@value #ASKS_MAX} requests to the ledger. The caller would wait longer than for any
 * other request, and could go on at the same place only, because it has got nothing.
 *
 * <p>Call {@link #begin}, carry the step out, and call {@link #answered} with the body of the reply until the step is
 * {@link Step.Done} or {@link Step.Refused}. A request may be given up between two steps. Pure and not thread-safe.
 */
@InternalApi
public final class FilteredRequest {
    /** The next step. */
    public sealed interface Step {
        /**
         * A request to send to the ledger. The body of its reply goes to {@link FilteredRequest#answered}.
         *
         * @param operation a look-up or query, which can be another one than the caller's
         * @param body the request with its trailer, little endian, from 0 to the limit; must not be written to
         */
        record Ask(Operation operation, ByteBuffer body) implements Step {}

        /**
         * The request is over.
         *
         * @param body the body of the reply to the caller's request, little endian, from 0 to the limit
         */
        record Done(ByteBuffer body) implements Step {}

        /**
         * The request is over, because it reads too many results that the caller may not see.
         *
         * @param batches why batches are refused, by their number from 0, with the remedy
         */
        record Refused(Map<Integer, String> batches) implements Step {}
    }

    /** The most requests to the ledger for one request. They read 8 million objects, or 2.7 million change events. */
    public static final int ASKS_MAX = 1_000;

    private static final String TOO_MANY_OTHERS = "the query reads too many results of ledgers that the limits of the"
            + " gateway leave out: set timestamp_min and timestamp_max of the filter closer together";
    private static final String NAME_A_LEDGER = ", or name a ledger in it";

    private final Operation operation;
    private final Limits limits;
    private final List<FilteredRead> reads = new ArrayList<>();
    /** The last step of each batch. */
    private final List<ReadStep> steps = new ArrayList<>();
    /** The batches whose queries are with the ledger. */
    private final List<Integer> asked = new ArrayList<>();

    private @Nullable Operation askedOperation;
    private int asks;

    private FilteredRequest(Operation operation, Limits limits) {
        this.operation = operation;
        this.limits = limits;
    }

    /** Returns true if a caller with these limits may see only some of the results of an operation. */
    public static boolean isNeeded(AccessLimits access, Operation operation) {
        return !operation.isCreate() && !access.ledgers().isEmpty();
    }

    /**
     * Creates the request of a caller, whose batches {@link AccessRules#check} allows.
     *
     * @param operation a look-up or query of 0.17
     * @param body the caller's request with its trailer, little endian, from 0 to the limit; it is not copied and must
     *     not change until the request is over
     * @param limits of one request to the ledger; the caller's request is within them
     * @throws IllegalArgumentException if the operation does not read, or the body is malformed
     */
    public static FilteredRequest of(AccessLimits access, Operation operation, ByteBuffer body, Limits limits) {
        FilteredRequest request = new FilteredRequest(operation, limits);
        BatchedBody batches = BatchedBody.read(operation, body, operation.eventSize());
        int[] offsets = batches.offsets();
        for (int i = 0; i < offsets.length; i++) {
            request.reads.add(FilteredRead.of(access, operation, body, offsets[i], batches.counts()[i]));
        }
        return request;
    }

    /** Returns the first step. */
    public Step begin() {
        reads.forEach(read -> steps.add(read.begin()));
        return next();
    }

    /**
     * Takes the reply to the request of the last step, and returns the next step.
     *
     * @param body with its trailer, little endian, from 0 to the limit; it is only read
     * @throws IllegalArgumentException if it is not the body of a reply to that request
     */
    public Step answered(ByteBuffer body) {
        Operation present = askedOperation;
        if (present == null) {
            throw new IllegalStateException("the request has nothing with the ledger");
        }
        BatchedBody results = BatchedBody.read(present, body, present.resultSize());
        if (results.counts().length != asked.size()) {
            throw new IllegalArgumentException(
                    "a reply to " + asked.size() + " batches of " + present + " has " + results.counts().length);
        }
        int[] offsets = results.offsets();
        for (int i = 0; i < offsets.length; i++) {
            ByteBuffer ofBatch = body.slice(offsets[i], results.counts()[i] * present.resultSize())
                    .order(ByteOrder.LITTLE_ENDIAN);
            int batch = asked.get(i);
            steps.set(batch, reads.get(batch).answered(ofBatch));
        }
        return next();
    }

    private Step next() {
        asked.clear();
        askedOperation = null;
        List<ByteBuffer> events = new ArrayList<>();
        int count = 0;
        long results = 0;
        for (int i = 0; i < steps.size(); i++) {
            if (!(steps.get(i) instanceof ReadStep.Query query)) {
                continue;
            }
            Operation present = askedOperation;
            long more = results + resultsMax(query);
            // A batch that does not fit waits for a later request. One batch alone always fits.
            boolean fits = present == null
                    || present == query.operation()
                            && limits.fits(present, count + query.count(), asked.size() + 1, more);
            if (fits) {
                askedOperation = query.operation();
                asked.add(i);
                events.add(query.events());
                count += query.count();
                results = more;
            }
        }
        Operation present = askedOperation;
        if (present == null) {
            return done();
        }
        asks++;
        return asks > ASKS_MAX
                ? refused()
                : new Step.Ask(present, BatchedBody.write(present, events, present.eventSize()));
    }

    private static long resultsMax(ReadStep.Query query) {
        int limitAt = switch (query.operation()) {
            case QUERY_ACCOUNTS, QUERY_TRANSFERS -> QueryFilterCodec.LIMIT;
            case GET_ACCOUNT_TRANSFERS, GET_ACCOUNT_BALANCES -> AccountFilterCodec.LIMIT;
            case GET_CHANGE_EVENTS -> ChangeEventsFilterCodec.LIMIT;
            default -> -1;
        };
        if (limitAt < 0) {
            return query.count();
        }
        long limit = Integer.toUnsignedLong(query.events().getInt(limitAt));
        return Math.min(limit, Limits.DEFAULT.resultsMax(query.operation()));
    }

    private Step refused() {
        Map<Integer, String> batches = new TreeMap<>();
        for (int batch : asked) {
            batches.put(batch, operation.isMultiBatch() ? TOO_MANY_OTHERS + NAME_A_LEDGER : TOO_MANY_OTHERS);
        }
        return new Step.Refused(batches);
    }

    private Step done() {
        List<ByteBuffer> results = new ArrayList<>();
        for (ReadStep step : steps) {
            results.add(((ReadStep.Finished) step).results());
        }
        return new Step.Done(BatchedBody.write(operation, results, operation.resultSize()));
    }
}
