package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.actors.recovery.RecoveredResults;
import io.ledgeractors.session.Outcome;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Cuts what is known of a request into the answers to its asks. */
final class Delivery<A extends Ask> {
    private final Effects<A> effects;
    private final AskAnswers<A> answers;

    Delivery(Effects<A> effects, AskAnswers<A> answers) {
        this.effects = effects;
        this.answers = answers;
    }

    /** AskAnswers with the reply, which came {@code nanos} ns after the request was sent. */
    void reply(OpenRequest<A> request, Outcome.Reply reply, long nanos) {
        ByteBuffer body = reply.body();
        if (!ReplyForm.fits(request, body)) {
            request.answerRest(ask -> answers.doubt(ask, "the reply does not have the form of the request"));
            return;
        }
        int at = 0;
        for (int i = 0; i < request.asks.size(); i++) {
            int length = ReplyForm.results(request, body, i) * request.operation.resultSize();
            // After a restart in the middle, those before have their answers.
            if (i == request.answered) {
                request.answered++;
                ByteBuffer own = body.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
                answers.results(request.asks.get(i), own, reply.timestamp());
            }
            at += length;
        }
        effects.answered(request.operation, request.events(), request.asks.size(), nanos);
    }

    /** AskAnswers with what was found out about a request whose session was lost. */
    void resolved(OpenRequest<A> request, RecoveredResults resolved) {
        for (int i = request.answered; i < request.asks.size(); i++) {
            A ask = request.asks.get(i);
            ByteBuffer results = resolved.results(i);
            request.answered++;
            if (results == null || results.limit() / request.operation.resultSize() > ask.results()) {
                answers.doubt(ask, "the session was lost, and what the ledger then said leaves it open");
            } else {
                answers.results(ask, results, resolved.timestamp());
            }
        }
        effects.resolved(request.operation, request.events(), request.asks.size());
    }
}
