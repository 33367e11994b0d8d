package io.ledgeractors.actors.internal.batching;

import io.ledgeractors.actors.message.Ask;
import io.ledgeractors.wire.MultiBatch;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** The form of a reply: which of its results belong to which batch of the request. */
final class ReplyForm {
    private ReplyForm() {}

    /** Returns true if the reply has a batch for each batch of the request, and none with more results than allowed. */
    static boolean fits(OpenRequest<?> request, ByteBuffer body) {
        Operation operation = request.operation;
        if (!operation.isMultiBatch()) {
            return body.limit() % operation.resultSize() == 0;
        }
        if (MultiBatch.batches(body, 0, body.limit(), operation.resultSize()) != request.batches()) {
            return false;
        }
        int batch = 0;
        for (Ask ask : request.asks) {
            for (int i = 0; i < ask.batches(); i++) {
                int results = results(request, body, batch++);
                int worst = ask.resultsOf(i);
                if (results > worst || (operation.isCreate() && results != worst)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Returns how many results a batch has in a reply that {@link #fits}. */
    static int results(OpenRequest<?> request, ByteBuffer body, int batch) {
        return request.operation.isMultiBatch()
                ? MultiBatch.count(body, 0, body.limit(), batch)
                : body.limit() / request.operation.resultSize();
    }
}
