package io.ledgeractors.wire;

/** The reason why a connection cannot be trusted any more, so that it must be closed. */
public enum FrameFault {
    /** The header's bytes do not have the checksum that it states. */
    HEADER_CHECKSUM("a header with a wrong checksum came"),
    /** The protocol does not have this command. */
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

    /** Returns the fault in a sentence. */
    @Override
    public String toString() {
        return text;
    }
}
