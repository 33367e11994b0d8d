package io.ledgeractors.actors.serialization;

import java.io.NotSerializableException;
import org.apache.pekko.annotation.InternalApi;

/** INTERNAL API. Thrown if bytes from another node are no message that this node can read. The message says why. */
@InternalApi
public final class UnreadableMessageException extends NotSerializableException {
    private static final long serialVersionUID = 1L;

    /** Creates the exception. */
    public UnreadableMessageException(String why) {
        super(why);
    }

    /** Returns this exception without a stack trace, because its cause is on another node. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
