package io.ledgeractors.it.mutation;

import java.util.List;

/** Bugs of the client's session with the replicas of a cluster, and of the client's calls. */
final class SessionMutants {
    private static final String RULES = "session/SessionRules.java";
    private static final String QUEUE = "call/CallQueue.java";

    private static final MutantMaker MAKER = MutantMaker.simulated(
            "native-client",
            "io/ledgeractors/client/internal/",
            "client.internal.session.SessionRulesTest",
            "client.internal.session.GiveUpTest",
            "client.internal.session.RecordedSessionTest",
            "client.internal.session.SessionSimulationTest",
            "client.internal.session.SessionFuzzTest");

    private static final String TEST = "client.internal.session.SessionRulesTest";
    private static final String CALLS = "client.internal.call.CallQueueTest";
    private static final String CLIENT = "client.LedgerClientTest";

    static final List<Mutant> ALL = List.of(
            MAKER.of(
                    "TigerBeetle #2717",
                    "an evicted session never ends its request",
                    RULES,
                    "        if (lost != null && !lost.isRegister()) {",
                    "        if (lost != null && lost.isRegister()) {"),
            MAKER.of(
                    "TigerBeetle #2717",
                    "calls that wait when the client is closed never end",
                    QUEUE,
                    "        for (C call = take(); call != null; call = take()) {",
                    "        for (C call = take(); call == null; call = take()) {",
                    CALLS,
                    CLIENT),
            MAKER.of(
                    "TigerBeetle #1389",
                    "a call that another thread makes while the client is closed never ends",
                    QUEUE,
                    "        if (end != null) {\n            effects.add(new Refuse<>(call, end.get()));",
                    "        if (end != null) {\n            waiting.add(call);",
                    CALLS,
                    CLIENT),
            MAKER.of(
                    "TigerBeetle #2430",
                    "the body of a request is used again while a connection still writes it",
                    RULES,
                    "            if (connection.writing == ended.frame && connection.writingLent) {",
                    "            if (connection.writing == ended.frame && !connection.writingLent) {",
                    TEST),
            MAKER.of(
                    "TigerBeetle #2430",
                    "the body of a call is used again although its request may still be sent",
                    "call/CallRunner.java",
                    "            if (!(outcome instanceof Outcome.Unknown)) {",
                    "            if (!(outcome instanceof Outcome.NotSent)) {",
                    CLIENT),
            MAKER.of(
                    "TigerBeetle #2484",
                    "an eviction for an unknown reason breaks the thread of the session",
                    RULES,
                    "        if (code < 1 || code > EvictionReason.values().length) {",
                    "        if (code < 0) {",
                    TEST),
            MAKER.of(
                    "TigerBeetle #2923",
                    "an evicted client keeps its sockets and locks replicas out",
                    RULES,
                    "        replicas.disconnectAll();\n",
                    "",
                    TEST),
            MAKER.of(
                    "TigerBeetle #3769",
                    "a client that is idle is never told of its eviction",
                    RULES,
                    "            replicas.pingAll(frames, states.session(), now);",
                    "            replicas.pingAll(frames, 0, now);",
                    TEST),
            MAKER.of(
                    "TigerBeetle #3255",
                    "a client whose session number is too low sends its request for ever",
                    RULES,
                    "        EvictionReason reason = EvictionReason.ofCode(code);",
                    "        EvictionReason reason = EvictionReason.ofCode(code);\n"
                            + "        if (reason == EvictionReason.SESSION_TOO_LOW) {\n            return;\n        }",
                    TEST),
            MAKER.of(
                    "TigerBeetle #206",
                    "a client that was told to give up retries for ever",
                    "session/UnansweredRequest.java",
                    "giveUpAfter == SessionConfig.NEVER ? Long.MAX_VALUE : now + giveUpAfter;",
                    "giveUpAfter == 0 ? now : Long.MAX_VALUE;",
                    "client.internal.session.GiveUpTest"),
            MAKER.of(
                    "TigerBeetle #3178",
                    "a client with a wrong cluster id waits without a word",
                    RULES,
                    "            replicas.closed(replica, cause, now);\n            states.diagnose();\n",
                    "            replicas.closed(replica, cause, now);\n",
                    "client.internal.session.DiagnosisTest"),
            MAKER.of(
                    "TigerBeetle #2739",
                    "a request waits for the primary that died, and no other replica gets it",
                    RULES,
                    "        int other = replicas.anyOpenBut(primary);\n",
                    "        int other = -1;\n",
                    TEST),
            MAKER.of(
                    "TigerBeetle #2739",
                    "a request does not follow the view to the next primary",
                    RULES,
                    "        if (replicas.primaryPlace() != before) {",
                    "        if (before < 0) {",
                    TEST),
            MAKER.of(
                    "TigerBeetle #2739",
                    "the wait between two tries of a request grows without a bound",
                    "session/SessionTimings.java",
                    "REPEATS.spread(attempt, random)",
                    "(REPEATS.spread(attempt, random) << Math.min(attempt, 20))",
                    "client.internal.session.SessionTimingsTest",
                    TEST),
            MAKER.of(
                    "TigerBeetle #2681",
                    "a frame with a reserved byte that is set breaks the client",
                    RULES,
                    "        if (!ReservedFields.areValid(header)) {\n            return;",
                    "        if (!ReservedFields.areValid(header)) {\n            throw new AssertionError(header);",
                    TEST),
            MAKER.of(
                    "client contract",
                    "a reply to another request with the same number is accepted",
                    "session/ReplyCheck.java",
                    "!Bytes.getU128(header, Header.Reply.REQUEST_CHECKSUM).equals(inFlight.checksum)",
                    "header == null"),
            MAKER.of(
                    "client contract",
                    "a late reply to an earlier request is accepted",
                    "session/ReplyCheck.java",
                    "        return Integer.compareUnsigned(header.getInt(Header.Reply.REQUEST), next) < 0;",
                    "        return header == null;"),
            MAKER.of(
                    "client contract",
                    "a request is not sent to the primary again",
                    RULES,
                    "        int primary = replicas.primaryPlace();\n        send(primary);\n        int other",
                    "        int primary = replicas.primaryPlace();\n        int other"),
            MAKER.of(
                    "FoundationDB commit_unknown_result",
                    "a request whose session ended is told as not sent",
                    RULES,
                    "lost.wasSent() ? new Outcome.Unknown(why) : new Outcome.NotSent(why)",
                    "new Outcome.NotSent(why)"),
            MAKER.of(
                    "TigerBeetle #2467",
                    "an eviction of another client ends the session",
                    RULES,
                    "        if (!Bytes.getU128(header, Header.Eviction.CLIENT).equals(frames.client())\n"
                            + "                || Integer",
                    "        if (Integer"),
            MAKER.of(
                    "TigerBeetle #2681",
                    "a connection with a damaged frame is kept",
                    RULES,
                    "        drop(replica, fault.toString(), now);",
                    "        states.diagnose();"),
            MAKER.of(
                    "client contract",
                    "request numbers are not counted on",
                    RULES,
                    "answered.isRegister() ? firstNumber : nextNumber + 1",
                    "answered.isRegister() ? firstNumber : nextNumber"),
            MAKER.of(
                    "netty #17049",
                    "a connection on which replies vanish is kept for ever",
                    "session/ReplicaConnection.java",
                    "        deadAt = Math.min(deadAt, now + SessionTimings.PONG_TIMEOUT);\n",
                    "",
                    TEST),
            MAKER.of(
                    "netty #15502",
                    "a transport is chosen that cannot be had on this machine",
                    "transport/LoopbackProbe.java",
                    "                probe.carryByte();\n",
                    "                if (provider == null) {\n                    probe.carryByte();\n"
                            + "                }\n",
                    "client.internal.transport.SessionLoopIT"),
            MAKER.of(
                    "Lettuce #1310",
                    "calls pile up without a bound while there is no session",
                    QUEUE,
                    "        return !goesAtOnce && ",
                    "        return goesAtOnce && ",
                    CALLS),
            MAKER.of(
                    "TigerBeetle #3778",
                    "a call with very many events passes the limit because its size overflows",
                    "call/CallKind.java",
                    "        if (events > eventsMax) {",
                    "        if (events * operation.eventSize() > eventsMax * operation.eventSize()) {",
                    "client.internal.call.CallTest"),
            MAKER.of(
                    "findings A8",
                    "the request after the last number of a session waits for ever",
                    RULES,
                    "            if (nextNumber == 0) {",
                    "            if (nextNumber == 0 && timestamp == 0) {",
                    "client.internal.session.LastNumberTest"),
            MAKER.of(
                    "findings C2",
                    "a client is connecting, as it says, although it was reported ready",
                    "call/CallRunner.java",
                    "        states.publish(state);\n"
                            + "        if (state instanceof SessionState.Registered registered) {\n"
                            + "            ready.complete(registered);\n        }\n",
                    "        if (state instanceof SessionState.Registered registered) {\n"
                            + "            ready.complete(registered);\n        }\n        states.publish(state);\n",
                    "client.internal.call.CallRunnerTest"));

    private SessionMutants() {}
}
