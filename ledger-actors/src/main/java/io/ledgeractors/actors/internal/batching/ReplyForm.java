package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** How a reply is cut into the results of the asks of its request. */
final class ReplyForm {
    private ReplyForm() {}

    /** True if the reply has a batch for each ask, and none with more results than can be. */
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

    /** Results of the ask at {@code index} in a reply that {@link #fits}. */
    static int results(OpenRequest<?> request, ByteBuffer body, int index) {
        return request.operation.isMultiBatch()
                ? MultiBatch.count(body, 0, body.limit(), index)
                : body.limit() / request.operation.resultSize();
    }
}
