package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.actors.recovery.RecoveredResults;
import io.ledgeractors.session.Outcome;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

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
        for (int i = 0; i < request.asks.size(); i++) {
            int length = ReplyForm.results(request, body, i) * request.operation.resultSize();
            // After a restart of the actor, the asks before this one have their answers.
            if (i == request.answered) {
                request.answered++;
                ByteBuffer own = body.slice(at, length).order(ByteOrder.LITTLE_ENDIAN);
                answers.results(request.asks.get(i), own, reply.timestamp());
            }
            at += length;
        }
        effects.answered(request.operation, request.events(), request.asks.size(), nanos);
    }

    /** Answers all asks of a request whose session was lost from what its recovery found out. */
    void recovered(OpenRequest<A> request, RecoveredResults recovered) {
        for (int i = request.answered; i < request.asks.size(); i++) {
            A ask = request.asks.get(i);
            ByteBuffer results = recovered.results(i);
            request.answered++;
            if (results == null || results.limit() / request.operation.resultSize() > ask.results()) {
                answers.doubt(ask, "the session was lost, and the ledger's later answers leave open what the ask did");
            } else {
                answers.results(ask, results, recovered.timestamp());
            }
        }
        effects.resolved(request.operation, request.events(), request.asks.size());
    }
}
