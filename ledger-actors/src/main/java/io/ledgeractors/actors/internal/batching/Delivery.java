package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.actors.recovery.RecoveredResults;
import io.ledgeractors.session.Outcome;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.MultiBatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Divides the results of a request among its asks. */
final class Delivery<A extends Ask> {
    private final Effects<A> effects;
    private final AskAnswers<A> answers;

    Delivery(Effects<A> effects, AskAnswers<A> answers) {
        this.effects = effects;
        this.answers = answers;
    }

    /** Answers all asks from a reply that came {@code nanos} ns after the request was sent. */
    void reply(OpenRequest<A> request, Outcome.Reply reply, long nanos) {
        ByteBuffer body = reply.body();
        if (!ReplyForm.fits(request, body)) {
            request.answerRest(ask -> answers.doubt(ask, "the reply does not have the form of the request"));
            return;
        }
        int at = 0;
        int batch = 0;
        for (int i = 0; i < request.asks.size(); i++) {
            A ask = request.asks.get(i);
            int results = 0;
            for (int j = 0; j < ask.batches(); j++) {
                results += ReplyForm.results(request, body, batch + j);
            }
            int length = results * request.operation.resultSize();
            // After a restart of the actor, the asks before this one have their answers.
            if (i == request.answered) {
                request.answered++;
                ByteBuffer own = body.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
                answers.results(ask, ask.isForwarded() ? body(request, ask, own, body, batch) : own, reply.timestamp());
            }
            at += length;
            batch += ask.batches();
        }
        effects.answered(request.operation, request.events(), request.asks.size(), nanos);
    }

    /** Returns the results of a forwarded ask as the body of a reply. {@code batch} is that of its first results. */
    private static ByteBuffer body(OpenRequest<?> request, Ask ask, ByteBuffer own, ByteBuffer reply, int batch) {
        if (!request.operation.isMultiBatch()) {
            return own;
        }
        int[] counts = new int[ask.batches()];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = ReplyForm.results(request, reply, batch + i);
        }
        return body(own, counts, request.operation.resultSize());
    }

    private static ByteBuffer body(ByteBuffer results, int[] counts, int resultSize) {
        ByteBuffer body = Bytes.allocate(results.limit() + MultiBatch.trailerSize(counts.length, resultSize));
        body.put(0, results, 0, results.limit());
        MultiBatch.writeTrailer(body, 0, counts, counts.length, resultSize);
        return body;
    }

    /** Answers all asks of a request whose session was lost from what its recovery found out. */
    void recovered(OpenRequest<A> request, RecoveredResults recovered) {
        int batch = 0;
        for (int i = 0; i < request.asks.size(); i++) {
            A ask = request.asks.get(i);
            if (i == request.answered) {
                request.answered++;
                ByteBuffer results = recovered(ask, recovered, batch);
                if (results == null) {
                    answers.doubt(
                            ask, "the session was lost, and the ledger's later answers leave open what the ask did");
                } else {
                    answers.results(ask, results, recovered.timestamp());
                }
            }
            batch += ask.batches();
        }
        effects.resolved(request.operation, request.events(), request.asks.size());
    }

    /** Returns the results of an ask, null if one of them is unknown. {@code batch} is that of its first results. */
    private static @Nullable ByteBuffer recovered(Ask ask, RecoveredResults recovered, int batch) {
        int resultSize = ask.operation().resultSize();
        int[] counts = new int[ask.batches()];
        int total = 0;
        for (int i = 0; i < counts.length; i++) {
            ByteBuffer results = recovered.results(batch + i);
            if (results == null || results.limit() / resultSize > ask.resultsOf(i)) {
                return null;
            }
            counts[i] = results.limit() / resultSize;
            total += results.limit();
        }
        if (!ask.isForwarded() || !ask.operation().isMultiBatch()) {
            return recovered.results(batch);
        }
        ByteBuffer all = Bytes.allocate(total);
        int at = 0;
        for (int i = 0; i < counts.length; i++) {
            all.put(at, recovered.results(batch + i), 0, counts[i] * resultSize);
            at += counts[i] * resultSize;
        }
        return body(all, counts, resultSize);
    }
}
