package io.ledgeractors.examples.cluster;

import io.ledgeractors.examples.shared.AskCounts;
import java.util.Set;

/** The progress of one node and of its predecessors, as their lines tell it. Pure; used by one thread. */
public final class NodeView {
    /** What a node does. */
    public enum Status {
        /** It was started and is not up yet. */
        STARTING,
        /** It is a member, and its callers make calls. */
        UP,
        /** The load has ended, and all its calls have their answer. */
        DONE,
        /** Its process has ended. */
        ENDED
    }

    private static final NodeLine.Begins NONE = new NodeLine.Begins(0, 0);

    private Status status = Status.ENDED;
    private NodeLine.Begins begun = NONE;
    private NodeLine.Begins ended = NONE;
    private NodeLine.Members members = new NodeLine.Members(0, 0);
    private NodeLine.Shards shards = new NodeLine.Shards(Set.of(), Set.of());
    private AskCounts asks = AskCounts.NONE;
    private AskCounts asksOfTheDead = AskCounts.NONE;
    private long otherwise;
    private long otherwiseOfTheDead;
    private int served;
    private String trouble = "";

    NodeView() {}

    /** The process was started. */
    void started() {
        asksOfTheDead = asksOfTheDead.plus(asks);
        otherwiseOfTheDead += otherwise;
        asks = AskCounts.NONE;
        otherwise = 0;
        served = 0;
        trouble = "";
        status = Status.STARTING;
    }

    /** The process has ended, and all its lines were applied. */
    void ended() {
        status = Status.ENDED;
        shards = new NodeLine.Shards(Set.of(), Set.of());
        members = new NodeLine.Members(0, 0);
    }

    /** The process has printed a line. */
    void apply(NodeLine line) {
        if (line instanceof NodeLine.Up) {
            status = Status.UP;
        } else if (line instanceof NodeLine.Done) {
            status = Status.DONE;
        } else if (line instanceof NodeLine.Shards now) {
            shards = now;
        } else if (line instanceof NodeLine.Members now) {
            members = now;
        } else if (line instanceof NodeLine.Begins now) {
            begun = new NodeLine.Begins(
                    Math.max(begun.payments(), now.payments()), Math.max(begun.transfers(), now.transfers()));
        } else if (line instanceof NodeLine.Progress now) {
            ended = new NodeLine.Begins(
                    Math.max(ended.payments(), now.payments()), Math.max(ended.transfers(), now.transfers()));
            asks = now.asks();
            otherwise = now.otherwise();
        } else if (line instanceof NodeLine.Served now) {
            served = now.probe();
        } else if (line instanceof NodeLine.Trouble now) {
            trouble = now.message();
        }
    }

    /** Returns what the node does. */
    public Status status() {
        return status;
    }

    /** Returns true if the process runs and was up. */
    public boolean isUp() {
        return status == Status.UP || status == Status.DONE;
    }

    /** Returns the shards that run on the node; empty if it has ended. */
    public NodeLine.Shards shards() {
        return shards;
    }

    /** Returns the members that the node knows; none if it has ended. */
    public NodeLine.Members members() {
        return members;
    }

    /** Returns the number of the last probe that all shards have answered. */
    int served() {
        return served;
    }

    /** Returns the numbers below which payments and transfers may have begun. */
    NodeLine.Begins begun() {
        return begun;
    }

    /** Returns the numbers below which payments and transfers have ended. */
    public NodeLine.Begins endedBelow() {
        return ended;
    }

    /** Returns the asks of the callers that live. */
    public AskCounts asks() {
        return asks;
    }

    /** Returns the asks of callers that died with their node. */
    public AskCounts asksOfTheDead() {
        return asksOfTheDead;
    }

    /** Returns the number of calls that ended otherwise than planned. */
    public long otherwise() {
        return otherwise + otherwiseOfTheDead;
    }

    /** Returns why the node could not start; empty if it did not say. */
    String trouble() {
        return trouble;
    }
}
