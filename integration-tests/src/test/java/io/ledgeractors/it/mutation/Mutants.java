package io.ledgeractors.it.mutation;

import java.util.List;
import java.util.stream.Stream;

/** The bugs that are planted. Their names say what a user would notice. */
final class Mutants {
    private static final Mutant.Finder MONEY = new Mutant.Finder(
            "ledger-testkit", "io.ledgeractors.testkit.simulation.SimulationTest#shouldKeepAllPromisesWhileMoneyMoves");

    private static final List<Mutant.Finder> OF_ACTORS = finders(
            "ledger-actors",
            "io.ledgeractors.actors.",
            "internal.batching.BatcherCoreTest",
            "internal.batching.BatcherCorePropertyTest",
            "recovery.RequestRecoveryTableTest",
            "recovery.RequestRecoveryRandomTest");

    private static final List<Mutant.Finder> OF_CLIENT = finders(
            "native-client",
            "io.ledgeractors.client.internal.session.",
            "SessionRulesTest",
            "GiveUpTest",
            "RecordedSessionTest",
            "SessionSimulationTest");

    private static final List<Mutant.Finder> OF_EMBEDDED = finders(
            "embedded-ledger",
            "io.ledgeractors.embedded.",
            "replica.ReplicaTest",
            "replica.ReplicaLoopTest",
            "journal.JournalTest",
            "journal.LogOrderTest",
            "journal.LogDamageTest");

    private static final String BATCHING = "io/ledgeractors/actors/internal/batching/";
    private static final String SESSION = "io/ledgeractors/client/internal/session/";
    private static final String REPLICA = "io/ledgeractors/embedded/replica/";
    private static final String JOURNAL = "io/ledgeractors/embedded/journal/";

    static final List<Mutant> ALL = List.of(
            actors(
                    "each asker gets the results of the first asker of its request",
                    BATCHING + "Delivery.java",
                    "            at += length;\n            batch += ask.batches();\n        }\n"
                            + "        effects.answered",
                    "            batch += ask.batches();\n        }\n        effects.answered"),
            actors(
                    "a lost request that cannot be recovered is told as refused",
                    BATCHING + "BatcherCore.java",
                    "lost.request.answerRest(ask -> answers.doubt(ask, message));",
                    "lost.request.answerRest(ask -> answers.refuse(ask, Refusal.FAILED, message));"),
            actors(
                    "a lost request is told as refused at once",
                    BATCHING + "BatcherCore.java",
                    "        if (isRefusingAll) {\n            answerUnknown(present, why);",
                    "        if (isRefusingAll || !isFenced) {\n"
                            + "            present.request.answerRest(ask -> answers.refuse(ask, "
                            + "Refusal.FAILED, why));\n"
                            + "            inFlight = null;"),
            actors(
                    "a lost request is told as refused although its session was evicted",
                    BATCHING + "BatcherCore.java",
                    "        if (isRefusingAll) {\n            answerUnknown(present, why);",
                    "        if (isRefusingAll || isFenced) {\n"
                            + "            present.request.answerRest(ask -> answers.refuse(ask, "
                            + "Refusal.FAILED, why));\n"
                            + "            inFlight = null;"),
            actors(
                    "a time-out refuses an ask that the ledger has",
                    BATCHING + "BatcherCore.java",
                    "answers.doubtEarly(ask, \"the time-out passed while the ask was with the ledger\")",
                    "answers.refuse(ask, Refusal.TIMED_OUT, \"late\")"),
            actors(
                    "a request that was not executed is thrown away",
                    BATCHING + "BatcherCore.java",
                    "        isReady = false;\n        unsent.putBack(request);\n        return false;",
                    "        isReady = false;\n        return false;"),
            actors(
                    "the batcher does not look for a new session after a loss",
                    BATCHING + "BatcherCore.java",
                    "        effects.doubtful();\n        sendNext(now);\n    }\n\n"
                            + "    /** Returns the request in flight if it",
                    "        sendNext(now);\n    }\n\n    /** Returns the request in flight if it"),
            actors(
                    "asks of one key overtake each other",
                    BATCHING + "KeyTable.java",
                    "        return marks[slot] == pass;",
                    "        return false;"),
            actors(
                    "no session follows one that was evicted",
                    "io/ledgeractors/actors/internal/session/SessionLifecycle.java",
                    "        return state instanceof SessionState.Evicted\n"
                            + "                || state instanceof SessionState.Closed",
                    "        return state instanceof SessionState.Closed"),
            client(
                    "a reply to another request with the same number is accepted",
                    SESSION + "ReplyCheck.java",
                    "!Bytes.getU128(header, Header.Reply.REQUEST_CHECKSUM).equals(inFlight.checksum)",
                    "header == null"),
            client(
                    "a late reply to an earlier request is accepted",
                    SESSION + "ReplyCheck.java",
                    "        if (header.getInt(Header.Reply.REQUEST) != inFlight.number) {",
                    "        if (header == null) {"),
            client(
                    "a request is never sent again",
                    SESSION + "SessionRules.java",
                    "        int primary = replicas.primaryPlace();\n        send(primary);\n        int other",
                    "        int primary = replicas.primaryPlace();\n        int other"),
            client(
                    "an evicted session never ends its request",
                    SESSION + "SessionRules.java",
                    "        if (lost != null && !lost.isRegister()) {",
                    "        if (lost != null && lost.isRegister()) {"),
            client(
                    "a request whose session ended is told as not sent",
                    SESSION + "SessionRules.java",
                    "lost.wasSent() ? new Outcome.Unknown(why) : new Outcome.NotSent(why)",
                    "new Outcome.NotSent(why)"),
            client(
                    "an eviction of another client ends the session",
                    SESSION + "SessionRules.java",
                    "        if (!Bytes.getU128(header, Header.Eviction.CLIENT).equals(frames.client())\n"
                            + "                || Integer",
                    "        if (Integer"),
            client(
                    "a connection with a damaged frame is kept",
                    SESSION + "SessionRules.java",
                    "        drop(replica, fault.toString(), now);",
                    "        states.diagnose();"),
            client(
                    "request numbers are not counted on",
                    SESSION + "SessionRules.java",
                    "answered.isRegister() ? firstNumber : nextNumber + 1",
                    "answered.isRegister() ? firstNumber : nextNumber"),
            embedded(
                    "a repeated request is executed again",
                    REPLICA + "Admission.java",
                    "            return same && answered ? new AdmissionResult.Repeat(last.frame()) : "
                            + "AdmissionResult.Drop.SILENTLY;",
                    "            return same && answered ? null : AdmissionResult.Drop.SILENTLY;"),
            embedded(
                    "a repeated request is answered before it is durable",
                    REPLICA + "Admission.java",
                    "boolean answered = last.op() <= durableOp;",
                    "boolean answered = true;"),
            embedded(
                    "replies leave before they are durable",
                    REPLICA + "LoggedReplica.java",
                    "        log.whenDurable(replica.op(), callback);",
                    "        callback.durable();"),
            embedded(
                    "the ledger's time goes back with the clock",
                    REPLICA + "Replica.java",
                    "        return Math.max(now, lastTimestamp + 1) + events;",
                    "        return now + events;"),
            embedded(
                    "the log goes on after a failed force",
                    JOURNAL + "Journal.java",
                    "        } catch (IOException | RuntimeException | Error cause) {\n            fail(cause);\n"
                            + "            closeFiles();\n        }\n    }\n\n    /** Returns true if something",
                    "        } catch (IOException | RuntimeException | Error cause) {\n            durable();\n"
                            + "        }\n    }\n\n    /** Returns true if something"),
            embedded(
                    "what may not be on the disk is not written again at a start",
                    JOURNAL + "recovery/LogRecovery.java",
                    "            if (block.sequence() > manifest.entry().forced()) {",
                    "            if (block.sequence() < 0) {"),
            embedded(
                    "a block with a wrong checksum is replayed",
                    JOURNAL + "recovery/LogRecovery.java",
                    "at < 0 || LogFormat.crc(buffer, at + LogFormat.BLOCK_HEADER, block.length()) != block.crc()",
                    "at < 0"),
            embedded(
                    "blocks that do not follow each other are replayed",
                    JOURNAL + "recovery/LogRecovery.java",
                    "boolean next = block.sequence() == tail.sequence() + 1\n"
                            + "                && block.previous().equals(tail.checksum())\n                && ",
                    "boolean next = "),
            embedded(
                    "the log does not force", JOURNAL + "SegmentWriter.java", "        segment.file().force();\n", ""));

    private Mutants() {}

    private static List<Mutant.Finder> finders(String module, String root, String... tests) {
        return Stream.concat(Stream.of(MONEY), Stream.of(tests).map(test -> new Mutant.Finder(module, root + test)))
                .toList();
    }

    private static Mutant actors(String name, String file, String search, String replacement) {
        return new Mutant(name, "ledger-actors", file, search, replacement, OF_ACTORS);
    }

    private static Mutant client(String name, String file, String search, String replacement) {
        return new Mutant(name, "native-client", file, search, replacement, OF_CLIENT);
    }

    private static Mutant embedded(String name, String file, String search, String replacement) {
        return new Mutant(name, "embedded-ledger", file, search, replacement, OF_EMBEDDED);
    }
}
