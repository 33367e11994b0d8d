package io.ledgeractors.client.session;

/** Why what comes from a connection cannot be believed; the connection is closed. */
public enum FrameFault {
    /** The header's bytes do not have the checksum that it states. */
    HEADER_CHECKSUM("a header with a wrong checksum came"),
    /** No replica knows this command. */
    COMMAND("a frame with an unknown command came"),
    /** The size is below 256 or above 1,048,576 bytes. */
    SIZE("a frame with an impossible size came"),
    /** The body does not have the checksum that the header states. */
    BODY_CHECKSUM("a body with a wrong checksum came"),
    /** The frame is of another cluster. */
    CLUSTER("a frame of another cluster came");

    private final String text;

    FrameFault(String text) {
        this.text = text;
    }

    /** The fault in a sentence. */
    @Override
    public String toString() {
        return text;
    }
}
