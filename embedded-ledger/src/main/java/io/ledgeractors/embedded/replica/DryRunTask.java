package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.log.DurabilityCallback;
import io.ledgeractors.embedded.state.request.ValidatedRequest;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/**
 * A create request that is executed and taken back. It is not logged, but its outcome waits until the operations before
 * it are durable, as that of a read does.
 */
final class DryRunTask implements Task, DurabilityCallback {
    private final LoggedReplica replica;
    private final Operation operation;
    private final ByteBuffer body;
    private final ByteBuffer reply;
    private final ByteBuffer accounts;
    private final DryRunCall call;

    DryRunTask(
            LoggedReplica replica,
            Operation operation,
            ByteBuffer body,
            ByteBuffer reply,
            ByteBuffer accounts,
            DryRunCall call) {
        this.replica = replica;
        this.operation = operation;
        this.body = body;
        this.reply = reply;
        this.accounts = accounts;
        this.call = call;
    }

    @Override
    public void run() {
        ValidatedRequest request = replica.validate(operation, body);
        if (request == null) {
            call.refused("the body of this " + operation + " request is invalid");
            return;
        }
        String full = replica.dryRun(request, reply, accounts);
        if (full == null) {
            call.executed();
            replica.whenDurable(this);
        } else {
            call.full(full);
        }
    }

    @Override
    public void durable() {
        call.durable();
    }

    @Override
    public void failed(String why) {
        call.refused(why);
    }

    @Override
    public void refused(String why) {
        call.refused(why);
    }

    @Override
    public void crashed(String why) {
        call.refused(why);
    }
}
