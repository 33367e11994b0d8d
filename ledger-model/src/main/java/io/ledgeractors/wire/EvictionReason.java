package io.ledgeractors.wire;

/** The reason why a replica does not serve a client. Source: protocol fact sheet, section 3. */
public enum EvictionReason {
    /** The session is unknown, because newer ones evicted it or it was never registered. */
    NO_SESSION(1),
    /** The client's release is older than the server accepts. Upgrade the client. */
    CLIENT_RELEASE_TOO_LOW(2),
    /** The client's release is newer than the server. Upgrade the server. */
    CLIENT_RELEASE_TOO_HIGH(3),
    /** The operation is unknown to the server. The request was not executed, and the session lives on. */
    INVALID_REQUEST_OPERATION(4),
    /** The body does not fit the operation. The request was not executed, and the session lives on. */
    INVALID_REQUEST_BODY(5),
    /** The body has a wrong size. The request was not executed, and the session lives on. */
    INVALID_REQUEST_BODY_SIZE(6),
    /** A newer session of the same client id exists. */
    SESSION_TOO_LOW(7),
    /** The release differs from that at registration. */
    SESSION_RELEASE_MISMATCH(8);

    private static final EvictionReason[] VALUES = values();

    private final int code;

    EvictionReason(int code) {
        this.code = code;
    }

    /** Returns the number on the wire. */
    public int code() {
        return code;
    }

    /**
     * Returns the reason with this number.
     *
     * @throws IllegalArgumentException if TigerBeetle 0.17 has no such reason
     */
    public static EvictionReason ofCode(int code) {
        if (code < 1 || code > VALUES.length) {
            throw new IllegalArgumentException("no eviction reason has the number " + code);
        }
        return VALUES[code - 1];
    }
}
