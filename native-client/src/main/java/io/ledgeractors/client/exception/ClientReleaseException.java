package io.ledgeractors.client.exception;

import io.ledgeractors.wire.Release;

/**
 * The server takes no client of this release. Nothing was executed; no call will succeed until one side is
 * upgraded.
 */
public final class ClientReleaseException extends RequestException {
    private static final long serialVersionUID = 1L;

    /** What is wrong with the client's release. */
    public enum Reason {
        /** The server takes only newer clients: upgrade the client. */
        TOO_LOW,
        /** The server is older than the client: upgrade the server. */
        TOO_HIGH
    }

    private final Reason reason;
    private final transient Release client;
    private final transient Release server;

    /** Only for this module. */
    public ClientReleaseException(Reason reason, Release client, Release server) {
        super("the client states release " + client + ", the server has " + server + ": "
                + (reason == Reason.TOO_LOW ? "too low, upgrade the client" : "too high, upgrade the server"));
        this.reason = reason;
        this.client = client;
        this.server = server;
    }

    /** Too low or too high. */
    public Reason reason() {
        return reason;
    }

    /** The release that the client states. */
    public Release client() {
        return client;
    }

    /** The release of the server. */
    public Release server() {
        return server;
    }
}
