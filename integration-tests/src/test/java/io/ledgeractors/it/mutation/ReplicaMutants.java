package io.ledgeractors.it.mutation;

import java.util.List;

/** Bugs of the replica, which admits and executes requests, and of its server. */
final class ReplicaMutants {
    private static final String ADMISSION = "replica/Admission.java";
    private static final String REPLICA = "replica/Replica.java";
    private static final String LOOP = "replica/ReplicaLoop.java";

    private static final MutantMaker MAKER = MutantMaker.simulated(
            "embedded-ledger",
            "io/ledgeractors/embedded/",
            "embedded.replica.ReplicaTest",
            "embedded.replica.ReplicaLoopTest",
            "embedded.SteppedLedgerTest");

    private static final String TEST = "embedded.replica.ReplicaTest";
    private static final String RESERVED = "embedded.journal.ReservedTimeTest";
    private static final String LOOP_TEST = "embedded.replica.ReplicaLoopTest";

    static final List<Mutant> ALL = List.of(
            MAKER.of(
                    "client contract",
                    "a repeated request is executed again",
                    ADMISSION,
                    "            return same && answered ? new AdmissionResult.Repeat(last.frame()) : "
                            + "AdmissionResult.Drop.SILENTLY;",
                    "            return same && answered ? null : AdmissionResult.Drop.SILENTLY;"),
            MAKER.of(
                    "client contract",
                    "a repeated request is answered before it is durable",
                    ADMISSION,
                    "boolean answered = last.op() <= durableOp;",
                    "boolean answered = true;"),
            MAKER.of(
                    "client contract",
                    "replies leave before they are durable",
                    "replica/LoggedReplica.java",
                    "        log.whenDurable(replica.op(), callback);",
                    "        callback.durable();"),
            MAKER.of(
                    "TigerBeetle linux.zig",
                    "after a restart a repeated request gets a reply that no client accepts",
                    REPLICA,
                    "            session.reply().showInView(view);\n",
                    ""),
            MAKER.of(
                    "TigerBeetle linux.zig",
                    "a restart ends all sessions, so the reply to a request that was executed is lost",
                    REPLICA,
                    "        for (Session session : sessions.all()) {\n            session.reply().showInView(view);\n",
                    "        for (Session session : List.copyOf(sessions.all())) {\n"
                            + "            sessions.all().remove(session);\n",
                    "embedded.replica.ReplicaTest",
                    "embedded.SteppedLedgerTest",
                    "embedded.RecoveryIT"),
            MAKER.of(
                    "TigerBeetle #2153",
                    "a copy of a register that comes late opens a second session",
                    ADMISSION,
                    "        if (session == null) {",
                    "        if (session == null || isRegister(frame)) {"),
            MAKER.of(
                    "TigerBeetle #3769",
                    "a ping of an evicted client is answered as if it had a session",
                    ADMISSION,
                    "        if (past && sessions.of(client) == null) {",
                    "        if (past && client.isZero()) {",
                    TEST),
            MAKER.of(
                    "client contract",
                    "the 65th client ends the session that was used last",
                    "replica/SessionTable.java",
                    "session.reply().timestamp() < oldest.reply().timestamp()",
                    "session.reply().timestamp() > oldest.reply().timestamp()",
                    TEST),
            MAKER.of(
                    "client contract",
                    "the ledger's time goes back with the clock",
                    REPLICA,
                    "        return Math.max(now, lastTimestamp + 1) + events;",
                    "        return now + events;"),
            MAKER.of(
                    "TigerBeetle two-phase transfers",
                    "pending transfers never expire",
                    REPLICA,
                    "        if (machine.nextExpiry() > Math.max(now, lastTimestamp) || "
                            + "machine.reserveForPulse() != null) {",
                    "        if (now > 0) {"),
            MAKER.of(
                    "findings A8",
                    "after a restart an object is created before a read that did not see it",
                    REPLICA,
                    "        return timestamp <= reservedTime;",
                    "        return timestamp > 0;"),
            MAKER.of(
                    "findings A8",
                    "after a restart the time that was reserved for reads is forgotten",
                    "LedgerParts.java",
                    "            replica.reserved(journal.reservedTime());\n",
                    ""),
            MAKER.of(
                    "findings A8",
                    "a read is answered before the time that it shows is forced",
                    "journal/Journal.java",
                    "        if (filling.isTimeReserved() || op > durableOp && !isWriting) {",
                    "        if (op > durableOp && !isWriting) {",
                    RESERVED),
            MAKER.of(
                    "findings A8",
                    "a mark that is newer than the manifest does not count for the reserved time",
                    "journal/recovery/LogEnd.java",
                    "            reservedTime = Math.max(reservedTime, mark.reservedTime());\n",
                    "",
                    RESERVED),
            MAKER.of(
                    "findings A8",
                    "the mark of a block forgets the time that an earlier one reserved",
                    "journal/SegmentWriter.java",
                    "block.isTimeReserved() ? block.reservedTime() : reservedTime();",
                    "block.isTimeReserved() ? block.reservedTime() : 0;",
                    RESERVED),
            MAKER.of(
                    "reads without a log",
                    "after a start a session is refused whose reads are forgotten",
                    REPLICA,
                    "            session.resume();\n",
                    ""),
            MAKER.of(
                    "reads without a log",
                    "after a start a session may skip numbers for ever",
                    "replica/Session.java",
                    "        isResumed = false;\n",
                    "",
                    TEST),
            MAKER.of(
                    "reads without a log",
                    "a request that comes late after a start is executed once more",
                    ADMISSION,
                    "                ? Integer.compareUnsigned(request, last.request()) > 0\n",
                    "                ? request != last.request()\n",
                    TEST),
            MAKER.of(
                    "reads without a log",
                    "a start evicts another session than the ledger did before",
                    REPLICA,
                    "                isRegister ? sessions.toEvict(client) : UInt128.ZERO,\n",
                    "                UInt128.ZERO,\n",
                    TEST),
            MAKER.of(
                    "findings A8",
                    "pending transfers do not expire after the clock was ahead, and nothing says so",
                    "replica/TimeWatch.java",
                    "        if (ahead < TOLERATED) {",
                    "        if (ahead > TOLERATED) {",
                    "embedded.replica.TimeWatchTest",
                    LOOP_TEST),
            MAKER.of(
                    "TigerBeetle #2476",
                    "a client that reconnects before its old connection is seen closed gets no reply",
                    "server/Routes.java",
                    "        byClient.remove(client, connection);",
                    "        byClient.remove(client);",
                    "embedded.server.ConnectionRulesTest",
                    "embedded.ServerIT",
                    "integration-tests:it.wire.CutConnectionsIT"),
            MAKER.of(
                    "findings A1",
                    "peers without a session fill the memory",
                    "server/TcpConnection.java",
                    "            return FrameReader.Keeping.SKIP;",
                    "            return FrameReader.Keeping.KEEP;",
                    "embedded.server.ConnectionMemoryTest"),
            MAKER.of(
                    "findings A1",
                    "the memory for frames has no bound over all connections",
                    "server/FrameMemory.java",
                    "        return used + more <= most;",
                    "        return true;",
                    "embedded.server.FrameMemoryTest"),
            MAKER.of(
                    "findings A1",
                    "replies that nobody reads fill the memory",
                    "server/ReplyMemory.java",
                    "        return used <= most || unread.size() < 2\n",
                    "        return used > 0 || unread.size() < 2\n",
                    "embedded.server.ReplyMemoryTest",
                    "embedded.server.ConnectionMemoryTest"),
            MAKER.of(
                    "findings A1",
                    "after a lack of memory nobody is answered and the ledger does not say that it failed",
                    LOOP,
                    "        broken = FAILED;\n        if (stopped == null) {\n"
                            + "            stopped = FAILED;\n        }\n",
                    "",
                    LOOP_TEST),
            MAKER.of(
                    "findings A1",
                    "a lack of memory leaves those who wait without an outcome",
                    LOOP,
                    "        for (int attempt = 0; attempt < TELL_ATTEMPTS; attempt++) {",
                    "        for (int attempt = 0; attempt < 1; attempt++) {",
                    LOOP_TEST),
            MAKER.of(
                    "findings A5",
                    "a client whose request finds no capacity waits without a sign",
                    "replica/FrameTask.java",
                    "            replica.refused(refusal);\n            sink.full(refusal.why());",
                    "            replica.refused(refusal);",
                    LOOP_TEST,
                    "embedded.server.ConnectionMemoryTest"),
            MAKER.of(
                    "findings A5",
                    "a session in the JVM does not say that its ledger is full",
                    "inprocess/InProcessSession.java",
                    "        SessionState next = why == null ? open : new SessionState.Full(open, why);",
                    "        SessionState next = open;",
                    "embedded.RecoveryIT"),
            MAKER.of(
                    "findings A8",
                    "a client of a closed ledger waits for ever",
                    "inprocess/InProcessSession.java",
                    "            if (closing) {\n                change(state);\n",
                    "            if (closing) {\n",
                    "embedded.InMemorySessionTest"),
            MAKER.of(
                    "findings A9",
                    "the log shows the client id, which is the credential of a session",
                    "server/Identity.java",
                    "        return \"client #\"\n                + HexFormat",
                    "        return \"client \" + known\n                + HexFormat",
                    "embedded.ServerIT"),
            MAKER.of(
                    "findings A9",
                    "a lack of open files is logged every second",
                    "server/RejectionLog.java",
                    "        if (now - last.at < PERIOD.toNanos()) {",
                    "        if (now < last.at) {",
                    "embedded.server.AcceptFailuresTest",
                    "embedded.server.RejectionLogTest"));

    private ReplicaMutants() {}
}
