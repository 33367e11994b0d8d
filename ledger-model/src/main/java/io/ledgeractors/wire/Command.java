package io.ledgeractors.wire;

/** The numbers of the commands between a client and a replica. Source: protocol fact sheet, section 2. */
public final class Command {
    /** Client to replica: asks whether the replica is there and in which view. */
    public static final int PING_CLIENT = 3;

    /** Replica to client: the answer to a ping. */
    public static final int PONG_CLIENT = 4;

    /** Client to replica: a request. */
    public static final int REQUEST = 5;

    /** Replica to client: the reply to a request. */
    public static final int REPLY = 8;

    /** Replica to client: the reason why a request is not served. */
    public static final int EVICTION = 18;

    /** The greatest number of a command, including the commands between replicas. */
    public static final int MAX = 24;

    private Command() {}

    /** Returns true if the protocol has this command. The numbers 12 and 21 to 23 are retired. */
    public static boolean isKnown(int command) {
        boolean isRetired = command == 12 || (command >= 21 && command <= 23);
        return command > 0 && command <= MAX && !isRetired;
    }
}
