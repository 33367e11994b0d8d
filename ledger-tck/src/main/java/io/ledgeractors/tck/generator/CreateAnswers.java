package io.ledgeractors.tck.generator;

import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads the reply to a create request, current or old, as one answer for each event. */
final class CreateAnswers {
    private static final int CREATED = -1;

    private final GeneratedRequest request;
    private final long timestamp;
    private final ByteBuffer reply;

    CreateAnswers(GeneratedRequest request, long timestamp, ByteBuffer reply) {
        this.request = request;
        this.timestamp = timestamp;
        this.reply = reply;
    }

    /** Calls the reader for each event of all batches, in order. */
    void forEach(Reader reader) {
        List<Integer> events = request.batches();
        Operation operation = request.operation();
        List<Integer> results = GeneratedRequest.batches(operation, reply, operation.resultSize());
        long time = timestamp - request.createEvents() + 1;
        int event = 0;
        int result = 0;
        for (int batch = 0; batch < events.size(); batch++) {
            int end = result + results.get(batch);
            for (int i = 0; i < events.get(batch); i++) {
                int at = event * operation.eventSize();
                if (operation.resultSize() == 16) {
                    reader.read(at, reply.getInt(result * 16 + 8), reply.getLong(result * 16));
                    result++;
                } else if (result < end && reply.getInt(result * 8) == i) {
                    reader.read(at, reply.getInt(result * 8 + 4), time);
                    result++;
                } else {
                    long own = request.body().getLong(at + 120);
                    reader.read(at, CREATED, own == 0 ? time : own);
                }
                event++;
                time++;
            }
        }
    }

    /** Receives the result of one event. */
    interface Reader {
        void read(int offset, int status, long timestamp);
    }
}
