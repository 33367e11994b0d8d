package io.ledgeractors.actors.internal.gateway.message;

import io.ledgeractors.actors.serialization.FieldReader;
import io.ledgeractors.actors.serialization.FieldWriter;
import io.ledgeractors.actors.serialization.UnreadableMessageException;
import io.ledgeractors.session.SessionState;
import io.ledgeractors.wire.EvictionReason;
import io.ledgeractors.wire.Release;
import org.jspecify.annotations.Nullable;

/** The format of a session's state: a block that begins with a code. A state within a state is a block in it. */
final class SessionStateFormat {
    // The codes are part of the format and never change.
    private static final int CONNECTING = 1;
    private static final int OPENING = 2;
    private static final int UNREACHABLE = 3;
    private static final int CLOSED_WITHOUT_ANSWER = 4;
    private static final int REGISTERED = 5;
    private static final int UNANSWERED = 6;
    private static final int FULL = 7;
    private static final int EVICTED = 8;
    private static final int CROWDED = 9;
    private static final int CLOSED = 10;
    private static final int NO_GATEWAY = 11;
    private static final int AT_GATEWAY = 12;
    private static final int GATEWAY_LOST = 13;

    /** A state holds few others, and a forged message must not exhaust the stack. */
    private static final int DEPTH_MAX = 4;

    private SessionStateFormat() {}

    static void write(SessionState state, FieldWriter fields) {
        int block = fields.openBlock();
        if (state instanceof SessionState.Connecting) {
            fields.putByte(CONNECTING);
        } else if (state instanceof SessionState.Opening) {
            fields.putByte(OPENING);
        } else if (state instanceof SessionState.Unreachable unreachable) {
            fields.putByte(UNREACHABLE).putExplanation(unreachable.address()).putExplanation(unreachable.cause());
        } else if (state instanceof SessionState.ClosedWithoutAnswer closed) {
            fields.putByte(CLOSED_WITHOUT_ANSWER)
                    .putExplanation(closed.address())
                    .putFlag(closed.sent());
        } else if (state instanceof SessionState.Registered registered) {
            writeRegistered(registered, fields);
        } else if (state instanceof SessionState.Unanswered unanswered) {
            fields.putByte(UNANSWERED);
            write(unanswered.registered(), fields);
            writeOptional(unanswered.trouble(), fields);
        } else if (state instanceof SessionState.Full full) {
            fields.putByte(FULL).putExplanation(full.why());
            write(full.registered(), fields);
        } else if (state instanceof SessionState.Evicted evicted) {
            fields.putByte(EVICTED)
                    .putByte(evicted.reason().code())
                    .putInt(evicted.serverRelease().code());
        } else if (state instanceof SessionState.Crowded crowded) {
            fields.putByte(CROWDED).putInt(crowded.evictions());
        } else if (state instanceof SessionState.NoGateway none) {
            fields.putByte(NO_GATEWAY).putExplanation(none.role());
        } else if (state instanceof SessionState.AtGateway waiting) {
            fields.putByte(AT_GATEWAY).putExplanation(waiting.gateway());
            write(waiting.behind(), fields);
        } else if (state instanceof SessionState.GatewayLost lost) {
            fields.putByte(GATEWAY_LOST).putExplanation(lost.gateway()).putExplanation(lost.why());
        } else {
            SessionState.Closed closed = (SessionState.Closed) state;
            fields.putByte(CLOSED).putExplanation(closed.why());
            writeOptional(closed.gaveUpIn(), fields);
        }
        fields.closeBlock(block);
    }

    private static void writeRegistered(SessionState.Registered registered, FieldWriter fields) {
        fields.putByte(REGISTERED)
                .putInt(registered.view())
                .putInt(registered.replica())
                .putInt(registered.release().code())
                .putExplanation(registered.transport())
                .putLong(registered.session())
                .putLong(registered.registerTimestamp());
    }

    private static void writeOptional(@Nullable SessionState state, FieldWriter fields) {
        fields.putFlag(state != null);
        if (state != null) {
            write(state, fields);
        }
    }

    /**
     * Reads a state.
     *
     * @throws UnreadableMessageException if the fields are no state
     * @throws IllegalArgumentException if a field has an impossible value
     */
    static SessionState read(FieldReader fields) throws UnreadableMessageException {
        return read(fields, DEPTH_MAX);
    }

    /**
     * Reads an open session.
     *
     * @throws UnreadableMessageException if the fields are no open session
     */
    static SessionState.Registered readRegistered(FieldReader fields) throws UnreadableMessageException {
        return readRegistered(fields, DEPTH_MAX);
    }

    private static SessionState.Registered readRegistered(FieldReader fields, int depth)
            throws UnreadableMessageException {
        if (read(fields, depth) instanceof SessionState.Registered registered) {
            return registered;
        }
        throw new UnreadableMessageException("a state of it is no open session");
    }

    private static SessionState read(FieldReader fields, int depth) throws UnreadableMessageException {
        if (depth == 0) {
            throw new UnreadableMessageException("its states are nested too deeply");
        }
        FieldReader block = fields.getBlock();
        int code = block.getByte();
        return switch (code) {
            case CONNECTING -> new SessionState.Connecting();
            case OPENING -> new SessionState.Opening();
            case UNREACHABLE -> new SessionState.Unreachable(block.getText(), block.getText());
            case CLOSED_WITHOUT_ANSWER -> new SessionState.ClosedWithoutAnswer(block.getText(), block.getFlag());
            case REGISTERED ->
                new SessionState.Registered(
                        block.getInt(),
                        block.getInt(),
                        new Release(block.getInt()),
                        block.getText(),
                        block.getLong(),
                        block.getLong());
            // The time of another node's clock means nothing here.
            case UNANSWERED ->
                new SessionState.Unanswered(readRegistered(block, depth - 1), 0, readOptional(block, depth - 1));
            case FULL -> readFull(block, depth - 1);
            case EVICTED ->
                new SessionState.Evicted(EvictionReason.ofCode(block.getByte()), new Release(block.getInt()));
            case CROWDED -> new SessionState.Crowded(block.getInt());
            case CLOSED -> new SessionState.Closed(block.getText(), readOptional(block, depth - 1));
            case NO_GATEWAY -> new SessionState.NoGateway(block.getText());
            case AT_GATEWAY -> new SessionState.AtGateway(block.getText(), read(block, depth - 1));
            case GATEWAY_LOST -> new SessionState.GatewayLost(block.getText(), block.getText());
            default -> throw new UnreadableMessageException("this release does not know its state " + code);
        };
    }

    private static SessionState readFull(FieldReader block, int depth) throws UnreadableMessageException {
        String why = block.getText();
        return new SessionState.Full(readRegistered(block, depth), why);
    }

    private static @Nullable SessionState readOptional(FieldReader block, int depth) throws UnreadableMessageException {
        return block.getFlag() ? read(block, depth) : null;
    }
}
