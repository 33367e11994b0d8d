package io.ledgeractors.it.mutation;

import java.util.List;

/** Bugs of the state machine: what the ledger answers. */
final class StateMutants {
    private static final MutantMaker MAKER = new MutantMaker(
            "embedded-ledger",
            "io/ledgeractors/embedded/state/",
            List.of(
                    new Bug.Finder("embedded-ledger", "io.ledgeractors.embedded.state.VectorsTest"),
                    new Bug.Finder("embedded-ledger", "io.ledgeractors.embedded.NaiveComparisonTest")));

    static final List<Mutant> ALL = List.of(
            MAKER.of(
                    "TigerBeetle #2544",
                    "a query with two conditions misses rows",
                    "index/Intersection.java",
                    "            int next = sets[i].ceiling(candidate);\n            if (next == NONE_ABOVE) {",
                    "            int next = sets[i].ceiling(candidate);\n"
                            + "            if (next == NONE_ABOVE || (i > 0 && next != candidate)) {"),
            MAKER.of(
                    "TigerBeetle #2544",
                    "a query with three conditions, newest first, misses rows",
                    "index/Intersection.java",
                    "            int next = sets[i].floor(candidate);\n            if (next == NONE_BELOW) {",
                    "            int next = sets[i].floor(candidate);\n"
                            + "            if (next == NONE_BELOW || (i > 1 && next != candidate)) {"),
            MAKER.of(
                    "TigerBeetle #2394",
                    "an open chain at the end of a batch is executed",
                    "create/BatchRunner.java",
                    "        if (linked && last) {",
                    "        if (linked && last && index < 0) {"),
            MAKER.of(
                    "TigerBeetle #2394",
                    "the first part of a broken chain stays",
                    "create/BatchRunner.java",
                    "            creator.rollBackChain();\n",
                    "            creator.keepChain();\n"),
            MAKER.of(
                    "TigerBeetle id_already_failed",
                    "an id that failed on a transient error can be used later",
                    "create/TransferCreator.java",
                    "            transfers.addFailedId(failedId);\n",
                    ""),
            MAKER.of(
                    "client contract",
                    "a transfer that is sent twice has another timestamp the second time",
                    "create/TransferCreator.java",
                    "        if (status == Exists) {",
                    "        if (status != Exists) {"),
            MAKER.of(
                    "findings A8",
                    "ids that were chosen to collide make each look-up walk over all",
                    "index/Fingerprints.java",
                    "        this.keyHigh = mixed(seed ^ ODD_1);\n        this.keyLow = mixed(seed ^ ODD_2);",
                    "        this.keyHigh = mixed(ODD_1);\n        this.keyLow = mixed(ODD_2);",
                    "embedded.state.index.FingerprintsTest"),
            MAKER.of(
                    "findings A8",
                    "a full ledger advises to raise a limit that has no setting",
                    "LedgerCapacity.java",
                    "\" more do not fit; use another ledger for further ones\"",
                    "\" more do not fit; raise transfersMax\"",
                    "embedded.state.StateMachineTest",
                    "embedded.state.RequestsTest",
                    "embedded.state.GrowthTest"));

    private StateMutants() {}
}
