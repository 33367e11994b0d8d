package io.ledgeractors.embedded.server;

/** Why a server does not go on with a connection or a frame. */
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
    /** A field that is not what the protocol wants; only the frame is dropped. */
    FIELD("sent a frame that no client may send"),
    /** A frame of another client on the connection of one. */
    CLIENT("spoke for a second client on one connection"),
    /** Nothing valid was ever said. */
    IDLE("said nothing for too long"),
    /** A header was begun and not finished. */
    HEADER("did not finish a header in time"),
    /** A body was begun and not finished. */
    BODY("did not finish a body in time"),
    /** Answers were not read. */
    UNREAD("did not read its answers in time"),
    /** All connections are taken by those who have more right to them. */
    CROWDED("came when all connections were in use"),
    /** Somebody new came, and this one had said nothing. */
    YIELDED("had to make room for a new connection, because it has no session"),
    /** Others waited for the memory of a frame that was not finished. */
    SLOW("held memory for a frame that it did not finish while others waited for memory"),
    /** The memory for unread answers was needed for others. */
    HOARDING("did not read its answers while their memory was needed for others"),
    /** The ledger has no room for what a request wants to create. */
    FULL("asked for what the ledger has no room for"),
    /** The ledger was closed or has failed. */
    STOPPED("was served by a ledger that stopped");

    private final String text;

    RejectReason(String text) {
        this.text = text;
    }

    /** What the peer did, after its name. */
    String text() {
        return text;
    }
}
