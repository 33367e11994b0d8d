package io.ledgeractors.embedded.server;

import io.ledgeractors.wire.FrameFault;

/** The reason why a server closes a connection or drops a frame. */
enum RejectReason {
    /** A header whose checksum is wrong. */
    CHECKSUM("sent bytes that are no frame of the protocol"),
    /** A command that the protocol does not have. */
    COMMAND("sent a command that does not exist"),
    /** A size below a header or above the greatest frame. */
    SIZE("sent a frame of an impossible size"),
    /** A body whose checksum is wrong. */
    BODY_CHECKSUM("sent a body that was damaged"),
    /** A frame for another cluster. */
    CLUSTER("asked for another cluster"),
    /** A field that is not as the protocol requires. Only the frame is dropped. */
    FIELD("sent a frame that no client may send"),
    /** A frame of another client on the connection of one. */
    CLIENT("spoke for a second client on one connection"),
    /** The peer has never sent a valid frame. */
    IDLE("said nothing for too long"),
    /** A header was begun and not completed in time. */
    HEADER("did not complete a header in time"),
    /** A body was begun and not completed in time. */
    BODY("did not complete a body in time"),
    /** The peer does not read its replies. */
    UNREAD("did not read its replies in time"),
    /** All connections are in use, and none of them may be closed for this one. */
    CROWDED("came when all connections were in use"),
    /** A new connection came, and this one was idle and has no session. */
    YIELDED("was closed for a new connection, because it has no session"),
    /** Other connections waited for the memory of a frame that was not completed. */
    SLOW("held memory for a frame that it did not complete while others waited for memory"),
    /** Other connections needed the memory of replies that were not read. */
    HOARDING("did not read its replies while others needed their memory"),
    /** The ledger has no capacity for what a request would create. */
    FULL("sent a request for which the ledger has no capacity"),
    /** The ledger was closed or has failed. */
    STOPPED("was served by a ledger that stopped");

    private final String text;

    RejectReason(String text) {
        this.text = text;
    }

    /** Returns the reason to reject a connection whose bytes have this fault. */
    static RejectReason of(FrameFault fault) {
        return switch (fault) {
            case HEADER_CHECKSUM -> CHECKSUM;
            case COMMAND -> COMMAND;
            case SIZE -> SIZE;
            case BODY_CHECKSUM -> BODY_CHECKSUM;
            case CLUSTER -> CLUSTER;
        };
    }

    /** Returns what the peer did, to be written behind its name. */
    String text() {
        return text;
    }
}
