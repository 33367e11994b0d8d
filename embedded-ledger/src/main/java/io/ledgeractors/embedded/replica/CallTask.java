package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.log.DurabilityCallback;
import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** A request from inside this JVM, on its way through the log to its outcome. */
final class CallTask implements Task, DurabilityCallback {
    private final LoggedReplica replica;
    private final Operation operation;
    private final ByteBuffer body;
    private final LocalCall call;

    CallTask(LoggedReplica replica, Operation operation, ByteBuffer body, LocalCall call) {
        this.replica = replica;
        this.operation = operation;
        this.body = body;
        this.call = call;
    }

    @Override
    public boolean isReady() {
        return replica.isReady(operation);
    }

    @Override
    public void run() {
        if (call.begin() && execute()) {
            replica.whenDurable(this);
        }
    }

    // Returns true if the request was executed and its outcome waits for the log.
    private boolean execute() {
        if (operation == Operation.REGISTER) {
            call.executed(body, replica.timeOfRead());
            return true;
        }
        EvictionReason reason = replica.reasonToEvict(operation, body);
        if (reason != null) {
            call.evicted(reason);
            return false;
        }
        ValidatedRequest request = replica.validate(operation, body);
        if (request == null) {
            call.evicted(EvictionReason.INVALID_REQUEST_BODY);
            return false;
        }
        AdmissionResult.NoCapacity refusal = replica.reserve(request);
        if (refusal != null) {
            replica.refused(refusal);
            call.full(refusal.why());
            return false;
        }
        return operation.isCreate() ? create(request) : read(request);
    }

    private boolean create(ValidatedRequest request) {
        Prepare prepare = replica.local(request);
        String full = replica.lackOfLogCapacity(prepare);
        if (full != null) {
            call.full(full);
            return false;
        }
        call.executed(replica.execute(prepare), prepare.timestamp());
        return true;
    }

    private boolean read(ValidatedRequest request) {
        long timestamp = replica.timeOfRead();
        call.executed(replica.read(request, timestamp), timestamp);
        return true;
    }

    @Override
    public void refused(String why) {
        call.notSent(why);
    }

    @Override
    public void crashed(String why) {
        call.unknown(why);
    }

    @Override
    public void durable() {
        call.durable();
    }

    @Override
    public void failed(String why) {
        call.unknown(why);
    }
}
