package io.ledgeractors.embedded.replica;

import io.ledgeractors.embedded.log.DurabilityCallback;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.wire.Bytes;
import io.ledgeractors.wire.Header;
import io.ledgeractors.wire.Operation;
import java.nio.ByteBuffer;

/** A request or a ping of a client, on its way from a connection through the log to the reply. */
final class FrameTask implements Task {
    /** The kinds of frames that connections hand over. */
    enum Form {
        /** A whole request. */
        REQUEST,
        /** The header of a request whose client has no session. */
        HEADER_OF_REQUEST,
        /** A ping. */
        PING
    }

    private final LoggedReplica replica;
    private final ByteBuffer frame;
    private final ReplySink sink;
    private final Form form;

    FrameTask(LoggedReplica replica, ByteBuffer frame, ReplySink sink, Form form) {
        this.replica = replica;
        this.frame = frame;
        this.sink = sink;
        this.form = form;
    }

    @Override
    public boolean isReady() {
        Operation operation = form == Form.REQUEST ? Operation.ofCode(Admission.operationCode(frame)) : null;
        return operation == null || replica.isReady(operation);
    }

    @Override
    public void run() {
        AdmissionResult result = judge();
        if (result instanceof AdmissionResult.Execute execute) {
            execute(execute.prepare());
        } else if (result instanceof AdmissionResult.Evict evict) {
            UInt128 client = Bytes.getU128(frame, form == Form.PING ? Header.PingClient.CLIENT : Header.Request.CLIENT);
            sendWhenDurable(replica.eviction(client, evict.reason()), true);
            return;
        } else if (result instanceof AdmissionResult.Repeat repeat) {
            sendWhenDurable(repeat.frame(), true);
            return;
        } else if (result instanceof AdmissionResult.Pong) {
            ByteBuffer pong = replica.pong(frame);
            // The frame is consumed first, so that a client that has the pong knows that the server is done with the
            // ping.
            sink.consumed();
            sink.send(pong);
            return;
        } else if (result instanceof AdmissionResult.NoCapacity refusal) {
            replica.refused(refusal);
            sink.full(refusal.why());
        }
        sink.consumed();
    }

    private AdmissionResult judge() {
        return switch (form) {
            case PING -> replica.ping(frame);
            case REQUEST -> replica.request(frame);
            case HEADER_OF_REQUEST -> replica.headerOfRequest(frame);
        };
    }

    private void execute(Prepare prepare) {
        String full = replica.lackOfLogCapacity(prepare);
        if (full == null) {
            sendWhenDurable(replica.execute(prepare), false);
        } else {
            sink.full(full);
        }
    }

    @Override
    public void refused(String why) {
        sink.broken(why);
    }

    @Override
    public void crashed(String why) {
        sink.broken(why);
    }

    // A client that repeats a request gets one reply after the other, however slow the disk is. Therefore its frame is
    // consumed only after the reply was sent, and repeated replies do not pile up.
    private void sendWhenDurable(ByteBuffer reply, boolean consumedThen) {
        replica.whenDurable(new DurabilityCallback() {
            @Override
            public void durable() {
                sink.send(reply);
                if (consumedThen) {
                    sink.consumed();
                }
            }

            @Override
            public void failed(String why) {
                sink.broken(why);
            }
        });
    }
}
