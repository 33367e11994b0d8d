package io.ledgeractors.client.internal.session;

import io.ledgeractors.session.ReplicaAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The replicas that answer at the places of the list of addresses. Each pong names its replica. The list may have
 * another order, name a replica twice, lack one or name too many. This is reported once, until it is right again, and
 * requests go by the replicas that answer.
 */
final class ReplicaOrder {
    /** The replica at a place where none has answered, and the place of a replica that has not answered. */
    static final int NONE = -1;

    private final List<ReplicaAddress> addresses;
    private final Queue<SessionEffect> effects;
    private final int[] replicas;
    private final long[] answers;
    private long answer;
    private int mentioned;
    // A view and its primary, once they prove that the list has not as many addresses as the cluster has replicas.
    private int viewOfOtherCount;
    private int primaryOfOtherCount = NONE;
    private boolean reported;
    private long reportAt = Long.MAX_VALUE;

    ReplicaOrder(List<ReplicaAddress> addresses, Queue<SessionEffect> effects) {
        this.addresses = addresses;
        this.effects = effects;
        this.replicas = new int[addresses.size()];
        this.answers = new long[addresses.size()];
        Arrays.fill(replicas, NONE);
    }

    /** Notes that a replica has answered at a place. An index that no replica can have is ignored. */
    void answered(int place, int replica, long now) {
        if (replica < ReplicaAddress.REPLICAS_MAX) {
            replicas[place] = replica;
            answers[place] = ++answer;
            review(now);
        }
    }

    /** Notes that the cluster has a replica, wherever it is. */
    void exists(int replica, long now) {
        if (replica >= mentioned && replica < ReplicaAddress.REPLICAS_MAX) {
            mentioned = replica + 1;
            review(now);
        }
    }

    /**
     * Notes which replica is the primary of a view. In a cluster of n replicas the primary of view v is replica v mod
     * n.
     */
    void isPrimary(int replica, int view, long now) {
        if (mentioned <= replicas.length && Integer.remainderUnsigned(view, count()) != replica) {
            viewOfOtherCount = view;
            primaryOfOtherCount = replica;
            review(now);
        }
    }

    /** Returns the primary of a view, as far as it is known. */
    int primaryOf(int view) {
        return primaryOfOtherCount != NONE && viewOfOtherCount == view
                ? primaryOfOtherCount
                : Integer.remainderUnsigned(view, count());
    }

    /** Forgets the replica at a place that cannot be reached. */
    void forget(int place) {
        replicas[place] = NONE;
    }

    /** Returns the replica that answered last at a place, or {@link #NONE}. */
    int replicaAt(int place) {
        return replicas[place];
    }

    /** Returns the place at which a replica answered last, or {@link #NONE}. */
    int placeOf(int replica) {
        int place = NONE;
        for (int i = 0; i < replicas.length; i++) {
            if (replica != NONE && replicas[i] == replica && (place == NONE || answers[i] > answers[place])) {
                place = i;
            }
        }
        return place;
    }

    /**
     * Returns the place to try first for a replica: that of its last answer, else the place that the list gives it,
     * else a place where none has answered.
     */
    int likelyPlaceOf(int replica) {
        int place = placeOf(replica);
        int named = replica % replicas.length;
        if (place != NONE || replicas[named] == NONE) {
            return place == NONE ? named : place;
        }
        int silent = firstSilentPlace();
        return silent == NONE ? named : silent;
    }

    private int firstSilentPlace() {
        for (int i = 0; i < replicas.length; i++) {
            if (replicas[i] == NONE) {
                return i;
            }
        }
        return NONE;
    }

    /** Returns true if the replica at this place has answered later at another one. */
    boolean isSpare(int place) {
        return replicas[place] != NONE && placeOf(replicas[place]) != place;
    }

    /** Returns the number of replicas as far as it is known. */
    int count() {
        int least = isComplete() ? mentioned : Math.max(mentioned, replicas.length);
        for (int replica : replicas) {
            least = Math.max(least, replica + 1);
        }
        return least;
    }

    /** Returns the time at which {@link #tick} is due, {@link Long#MAX_VALUE} for never. */
    long nextWakeUp() {
        return reportAt;
    }

    /** Reports what is due. */
    void tick(long now) {
        if (reportAt <= now && isRight()) {
            reportAt = Long.MAX_VALUE;
        } else if (reportAt <= now) {
            report();
        }
    }

    // The other replicas most likely answer soon, and then the report is complete.
    private void review(long now) {
        if (isRight()) {
            reportAt = Long.MAX_VALUE;
            reported &= !isComplete();
        } else if (!reported && isComplete()) {
            report();
        } else if (!reported) {
            reportAt = Math.min(reportAt, now + SessionTimings.BEFORE_ORDER_REPORT);
        }
    }

    private void report() {
        reportAt = Long.MAX_VALUE;
        reported = true;
        effects.add(new SessionEffect.Say(text(), true));
    }

    private boolean isComplete() {
        return firstSilentPlace() == NONE;
    }

    private boolean isRight() {
        return mentioned <= replicas.length
                && primaryOfOtherCount == NONE
                && IntStream.range(0, replicas.length).allMatch(i -> replicas[i] == NONE || replicas[i] == i);
    }

    private String text() {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < replicas.length; i++) {
            found.add(
                    replicas[i] == NONE
                            ? "none has answered at " + addresses.get(i) + " yet"
                            : "replica " + replicas[i] + " answers at " + addresses.get(i));
        }
        if (mentioned > replicas.length) {
            found.add("the cluster has a replica " + (mentioned - 1));
        } else if (primaryOfOtherCount != NONE) {
            found.add("the cluster does not have " + replicas.length + " replicas, because replica "
                    + primaryOfOtherCount + " is the primary of view " + Integer.toUnsignedString(viewOfOtherCount));
        }
        return "the addresses do not match the replicas of the cluster: " + String.join(", ", found)
                + "; name every replica once, in the order that \"tigerbeetle start\" was given" + remedy()
                + "; until then the session goes by the replicas that answer, and requests may take longer";
    }

    private String remedy() {
        boolean isOneOrder = isComplete()
                && primaryOfOtherCount == NONE
                && mentioned <= replicas.length
                && Arrays.stream(replicas)
                                .distinct()
                                .filter(i -> i < replicas.length)
                                .count()
                        == replicas.length;
        return isOneOrder
                ? IntStream.range(0, replicas.length)
                        .mapToObj(replica -> addresses.get(placeOf(replica)).toString())
                        .collect(Collectors.joining(",", ": ", ""))
                : "";
    }
}
