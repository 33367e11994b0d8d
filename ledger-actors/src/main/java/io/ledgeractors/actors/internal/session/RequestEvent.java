package io.ledgeractors.actors.internal.session;

import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** One request of the batcher, from the hand-over to the session until its outcome, for Java Flight Recorder. */
@Name("io.ledgeractors.Request")
@Label("Ledger request")
@Category("Ledger Actors")
@Description("A request from its hand-over to the session until its outcome")
@StackTrace(false)
final class RequestEvent extends Event {
    @Label("Operation")
    String operation = "";

    @Label("Events")
    int events;

    @Label("Asks")
    int asks;

    @Label("Size")
    @DataAmount
    int size;

    @Label("Waited")
    @Description("How long its first ask had waited")
    @Timespan(Timespan.NANOSECONDS)
    long waited;

    @Label("Outcome")
    @Description("reply, not sent, not executed, no capacity or unknown")
    String outcome = "";
}
