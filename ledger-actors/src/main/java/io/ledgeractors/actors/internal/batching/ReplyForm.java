package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** The form of a reply: which of its results belong to which ask of the request. */
final class ReplyForm {
    private ReplyForm() {}

    /** Returns true if the reply has a batch for each ask, and none with more results than its ask allows. */
    static boolean fits(OpenRequest<?> request, ByteBuffer body) {
        Operation operation = request.operation;
        if (!operation.isMultiBatch()) {
            return body.limit() % operation.resultSize() == 0;
        }
        if (MultiBatch.batches(body, 0, body.limit(), operation.resultSize()) != request.asks.size()) {
            return false;
        }
        for (int i = 0; i < request.asks.size(); i++) {
            int results = results(request, body, i);
            int worst = request.asks.get(i).results();
            if (results > worst || (operation.isCreate() && results != worst)) {
                return false;
            }
        }
        return true;
    }

    /** Returns how many results the ask at {@code index} has in a reply that {@link #fits}. */
    static int results(OpenRequest<?> request, ByteBuffer body, int index) {
        return request.operation.isMultiBatch()
                ? MultiBatch.count(body, 0, body.limit(), index)
                : body.limit() / request.operation.resultSize();
    }
}
