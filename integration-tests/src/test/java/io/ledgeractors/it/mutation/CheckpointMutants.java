package io.ledgeractors.it.mutation;

import java.util.List;

/** Bugs of checkpoints: what they hold, when they count, and what goes afterwards. */
final class CheckpointMutants {
    private static final MutantMaker MAKER = new MutantMaker(
            "embedded-ledger",
            "io/ledgeractors/embedded/",
            List.of(new Bug.Finder("embedded-ledger", "io.ledgeractors.embedded.CheckpointCrashTest")));

    private static final String RESUME = "embedded.ResumeTest";

    static final List<Mutant> ALL = List.of(
            MAKER.of(
                    "checkpoints",
                    "a checkpoint counts before the records that it needs are forced",
                    "checkpoint/Checkpointer.java",
                    "            records.force();\n",
                    "            if (records.isWritten()) {\n                return;\n            }\n"
                            + "            records.force();\n"),
            MAKER.of(
                    "checkpoints",
                    "the log goes before the manifest names the checkpoint that replaces it",
                    "journal/Journal.java",
                    "        CompletableFuture<Void> done = name(mark);\n",
                    "        io.ledgeractors.embedded.journal.segment.Segments.deleteBefore(\n"
                            + "                directory, mark.start().segment());\n"
                            + "        CompletableFuture<Void> done = name(mark);\n"),
            MAKER.of(
                    "checkpoints",
                    "the former checkpoint goes before the manifest names the new one",
                    "journal/Journal.java",
                    "        CompletableFuture<Void> done = name(mark);\n",
                    "        CheckpointFile.deleteOthers(directory, op);\n"
                            + "        CompletableFuture<Void> done = name(mark);\n"),
            MAKER.of(
                    "checkpoints",
                    "the manifest names a checkpoint that was not forced",
                    "journal/checkpoint/CheckpointFile.java",
                    "                file.force();\n",
                    "                file.size();\n"),
            MAKER.of(
                    "checkpoints",
                    "what a checkpoint holds is executed again",
                    "LedgerRestorer.java",
                    "        return prepare.op() <= checkpointOp && !laterStart;",
                    "        return prepare.op() < checkpointOp && !laterStart;"),
            MAKER.of(
                    "checkpoints",
                    "a start behind the checkpoint does not raise the view",
                    "LedgerRestorer.java",
                    "        return prepare.op() <= checkpointOp && !laterStart;",
                    "        return prepare.op() <= checkpointOp;"),
            MAKER.of(
                    "checkpoints",
                    "the log begins behind operations that the checkpoint lacks",
                    "journal/SegmentWriter.java",
                    "            found = start.lastOp() <= op ? start : found;",
                    "            found = start;",
                    "embedded.journal.JournalTest"),
            MAKER.of(
                    "checkpoints",
                    "a session has no reply after a start",
                    "replica/SessionTable.java",
                    "        int sessions = image.getInt();\n",
                    "        int sessions = Math.min(0, image.getInt());\n"),
            MAKER.of(
                    "checkpoints",
                    "balances lack expiries after a start",
                    "state/tables/BalanceRecovery.java",
                    "tables.expiries.transfersBefore(expiry) <= transfer) {",
                    "tables.expiries.transfersBefore(expiry) <= 0) {",
                    RESUME),
            MAKER.of(
                    "checkpoints",
                    "a posted transfer is pending again after a start",
                    "state/tables/TransferTable.java",
                    "            if (gives != PendingStatus.NONE) {",
                    "            if (gives == PendingStatus.VOIDED) {",
                    RESUME),
            MAKER.of(
                    "checkpoints",
                    "a pending transfer does not expire after a start",
                    "state/tables/ExpiryTable.java",
                    "            if (transfers.status(transfer) == PendingStatus.PENDING) {",
                    "            if (transfers.status(transfer) == PendingStatus.EXPIRED) {",
                    RESUME),
            MAKER.of(
                    "checkpoints",
                    "an id that failed can be used after a start",
                    "state/tables/TransferTable.java",
                    "            addFailedIdToTable(id);\n        });",
                    "            id.setZero();\n        });",
                    RESUME),
            MAKER.of(
                    "checkpoints",
                    "balances of 2^64 and more are cut after a start",
                    "state/tables/AccountEvents.java",
                    "        int high = highOf(ordinal);\n        ByteBuffer page = high < 0",
                    "        int high = -1;\n        ByteBuffer page = high < 0",
                    RESUME),
            MAKER.of(
                    "checkpoints",
                    "balances of a pass that no checkpoint holds count",
                    "records/FilePageImages.java",
                    "        if (pass == Pass.SAVED) {",
                    "        if (pass != Pass.NONE) {"),
            MAKER.of(
                    "checkpoints",
                    "a pass over the balances leaves out what changed while it ran",
                    "state/tables/BalancePass.java",
                    "        if (isKept) {\n",
                    "        if (isKept && !isUnderWay) {\n"),
            MAKER.of(
                    "checkpoints",
                    "a pass overwrites the images that count",
                    "records/FilePageImages.java",
                    "        nextPlaces.set(number, !places.get(number));\n",
                    "        nextPlaces.set(number, places.get(number));\n"),
            MAKER.of(
                    "checkpoints",
                    "events since the pass began are not taken again",
                    "state/tables/LedgerTables.java",
                    "                .run(accounts.mark(BalancePass.MARK_TRANSFERS), ",
                    "                .run(transfers.count(), ",
                    RESUME),
            MAKER.of(
                    "checkpoints",
                    "a power cut while the marks are renewed makes the log unreadable",
                    "journal/recovery/LogRecovery.java",
                    "        manifest.rewrite(newest, tail.sequence(), tail.checksum(), end.reservedTime());\n"
                            + "        end.renewMarks();\n",
                    "        end.renewMarks();\n"
                            + "        manifest.rewrite("
                            + "newest, tail.sequence(), tail.checksum(), end.reservedTime());\n",
                    "embedded.journal.JournalTest"),
            MAKER.of(
                    "checkpoints",
                    "a page of another file passes for this one",
                    "records/PageFile.java",
                    "into.getInt(recordBytes) == page && ",
                    "into.getInt(recordBytes) >= 0 && ",
                    "embedded.records.RecordFilesTest"),
            MAKER.of(
                    "checkpoints",
                    "a missing file of records is found only when a record is read",
                    "records/RecordFiles.java",
                    "        if (bytes > 0 && (!exists(name) || opened(name).size() < bytes)) {",
                    "        if (bytes < 0) {",
                    "embedded.records.RecordFilesTest"));

    private CheckpointMutants() {}
}
