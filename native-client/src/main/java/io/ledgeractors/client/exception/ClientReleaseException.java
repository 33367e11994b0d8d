package io.ledgeractors.client.exception;

import io.ledgeractors.wire.Release;

/**
 * Thrown when the server does not accept the client's release. Nothing was executed. No call succeeds until one side is
 * upgraded.
 */
public final class ClientReleaseException extends RequestException {
    private static final long serialVersionUID = 1L;

    /** The relation of the client's release to those that the server accepts. */
    public enum Reason {
        /** The server accepts only newer clients. Upgrade the client. */
        TOO_LOW,
        /** The server is older than the client. Upgrade the server. */
        TOO_HIGH
    }

    private final Reason reason;
    private final transient Release client;
    private final transient Release server;

    /** Creates the exception. Only this module calls it. */
    public ClientReleaseException(Reason reason, Release client, Release server) {
        super("the client states release " + client + ", the server has " + server + ": "
                + (reason == Reason.TOO_LOW ? "too low, upgrade the client" : "too high, upgrade the server"));
        this.reason = reason;
        this.client = client;
        this.server = server;
    }

    /** Returns whether the client's release is too low or too high. */
    public Reason reason() {
        return reason;
    }

    /** Returns the release that the client states. */
    public Release client() {
        return client;
    }

    /** Returns the release of the server. */
    public Release server() {
        return server;
    }
}
