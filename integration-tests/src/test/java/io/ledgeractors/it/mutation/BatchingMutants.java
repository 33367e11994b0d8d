package io.ledgeractors.it.mutation;

import java.util.List;

/** Bugs of the batcher, which joins asks into requests and gives each asker its outcome. */
final class BatchingMutants {
    private static final String CORE = "batching/BatcherCore.java";

    private static final MutantMaker MAKER = MutantMaker.simulated(
            "ledger-actors",
            "io/ledgeractors/actors/internal/",
            "actors.internal.batching.BatcherCoreTest",
            "actors.internal.batching.DeadlinesTest",
            "actors.internal.batching.BatcherCorePropertyTest",
            "actors.LedgerBatcherTest");

    static final List<Mutant> ALL = List.of(
            MAKER.of(
                    "TigerBeetle #2394",
                    "two asks share one batch, so an open chain of one takes in the events of the other",
                    "batching/OpenRequest.java",
                    "        return MultiBatch.writeTrailer(",
                    "        if (batches > 1) {\n            buffer.counts[0] += buffer.counts[1];\n"
                            + "            buffer.counts[1] = 0;\n        }\n        return MultiBatch.writeTrailer("),
            MAKER.of(
                    "reliability 4, row 20",
                    "each asker gets the results of the first asker of its request",
                    "batching/Delivery.java",
                    "            at += length;\n            batch += ask.batches();\n        }\n"
                            + "        effects.answered",
                    "            batch += ask.batches();\n        }\n        effects.answered"),
            MAKER.of(
                    "reliability 4, row 20",
                    "an ask that is equal to the first one of its request gets the results of that one",
                    "batching/Delivery.java",
                    "body.slice(at, length)",
                    "body.slice(\n                        request.operation.isCreate() && "
                            + "request.asks.get(0).events().equals(ask.events()) ? 0 : at,\n"
                            + "                        length)"),
            MAKER.of(
                    "FoundationDB commit_unknown_result",
                    "each fifth outcome is told as unknown, though the ledger has answered",
                    CORE,
                    "        lastTimestamp = Math.max(lastTimestamp, reply.timestamp());\n        boolean isWaiting",
                    "        if (requestNumber % 5 == 0) {\n            answerUnknown(present, \"\");\n"
                            + "            goOn(now);\n            return;\n        }\n"
                            + "        lastTimestamp = Math.max(lastTimestamp, reply.timestamp());\n"
                            + "        boolean isWaiting"),
            MAKER.of(
                    "FoundationDB commit_unknown_result",
                    "a lost request that cannot be recovered is told as refused",
                    CORE,
                    "lost.request.answerRest(ask -> answers.doubt(ask, message));",
                    "lost.request.answerRest(ask -> answers.refuse(ask, Refusal.FAILED, message));"),
            MAKER.of(
                    "FoundationDB commit_unknown_result",
                    "a lost request is told as refused at once",
                    CORE,
                    "        if (isRefusingAll) {\n            answerUnknown(present, why);",
                    "        if (isRefusingAll || !isFenced) {\n"
                            + "            present.request.answerRest(ask -> answers.refuse(ask, "
                            + "Refusal.FAILED, why));\n"
                            + "            inFlight = null;"),
            MAKER.of(
                    "FoundationDB commit_unknown_result",
                    "a lost request is told as refused although its session was evicted",
                    CORE,
                    "        if (isRefusingAll) {\n            answerUnknown(present, why);",
                    "        if (isRefusingAll || isFenced) {\n"
                            + "            present.request.answerRest(ask -> answers.refuse(ask, "
                            + "Refusal.FAILED, why));\n"
                            + "            inFlight = null;"),
            MAKER.of(
                    "findings C6",
                    "a time-out refuses an ask that the ledger has",
                    CORE,
                    "answers.doubtEarly(ask, \"the time-out passed while the ask was with the ledger\")",
                    "answers.refuse(ask, Refusal.TIMED_OUT, \"late\")"),
            MAKER.of(
                    "findings C6",
                    "an ask whose time-out has passed stays queued and may pay later",
                    CORE,
                    "        unsent.remove(due::contains, ask -> answers.refuse(ask, Refusal.TIMED_OUT, why));",
                    "        due.forEach(ask -> answers.refuse(ask, Refusal.TIMED_OUT, why));"),
            MAKER.of(
                    "TigerBeetle #3373",
                    "a request that was not executed is never answered",
                    CORE,
                    "        isReady = false;\n        unsent.putBack(request);\n        return false;",
                    "        isReady = false;\n        return false;"),
            MAKER.of(
                    "TigerBeetle #2484",
                    "after an eviction no new session is opened",
                    "session/SessionLifecycle.java",
                    "        return state instanceof SessionState.Evicted\n"
                            + "                || state instanceof SessionState.Closed",
                    "        return state instanceof SessionState.Closed"),
            MAKER.of(
                    "TigerBeetle #206",
                    "after a loss the batcher waits for ever for a session that is ready again",
                    CORE,
                    "        effects.doubtful();\n        sendNext(now);\n    }\n\n"
                            + "    /** Returns the request in flight if it",
                    "        sendNext(now);\n    }\n\n    /** Returns the request in flight if it"),
            MAKER.of(
                    "client contract",
                    "asks of one key overtake each other",
                    "batching/KeyTable.java",
                    "        return marks[slot] == pass;",
                    "        return false;"),
            MAKER.of(
                    "Lettuce #1310",
                    "asks pile up without a bound while there is no session",
                    "batching/Occupancy.java",
                    "        return !ask.hasCredit()\n",
                    "        return bounds == null && !ask.hasCredit()\n"));

    private BatchingMutants() {}
}
