package io.ledgeractors.it.mutation;

import java.util.List;

/** Bugs of the log: what is acknowledged, what a power cut leaves, and what a start makes of it. */
final class JournalMutants {
    private static final String JOURNAL = "Journal.java";
    private static final String WRITER = "SegmentWriter.java";
    private static final String RECOVERY = "recovery/LogRecovery.java";
    private static final String READER = "recovery/LogReader.java";
    private static final String END = "recovery/LogEnd.java";
    private static final String SPARE = "segment/SpareSegment.java";

    private static final MutantMaker MAKER = MutantMaker.simulated(
            "embedded-ledger",
            "io/ledgeractors/embedded/journal/",
            "embedded.journal.JournalTest",
            "embedded.journal.LogOrderTest",
            "embedded.journal.LogCapacityTest",
            "embedded.journal.LogDamageTest");

    private static final String TEST = "embedded.journal.JournalTest";
    private static final String DAMAGE = "embedded.journal.LogDamageTest";
    private static final String CAPACITY = "embedded.journal.LogCapacityTest";

    static final List<Mutant> ALL = List.of(
            MAKER.of(
                    "fsyncgate",
                    "the log goes on after a failed force",
                    JOURNAL,
                    "        } catch (IOException | RuntimeException | Error cause) {\n            fail(cause);\n"
                            + "            closeFiles();\n        }\n    }\n\n    /** Returns true if the journal has",
                    "        } catch (IOException | RuntimeException | Error cause) {\n            durable();\n"
                            + "        }\n    }\n\n    /** Returns true if the journal has"),
            MAKER.of(
                    "findings A2",
                    "what may not be on the disk is not written again at a start",
                    RECOVERY,
                    "        if (block.sequence() > manifest.entry().forced()) {",
                    "        if (block.sequence() < 0) {"),
            MAKER.of(
                    "H2 FilePathReorderWrites",
                    "the log does not force",
                    WRITER,
                    "        segment.file().force();\n",
                    ""),
            MAKER.of(
                    "etcd #5230",
                    "a block that was torn across a sector is replayed",
                    READER,
                    "at < 0 || LogFormat.crc(buffer, at + LogFormat.BLOCK_HEADER, block.length()) != block.crc()",
                    "at < 0"),
            MAKER.of(
                    "etcd #6515",
                    "remains of a torn block stay behind the end of the log",
                    END,
                    "                segment.file().write(zeros.clear().limit(read), at);",
                    "                zeros.clear().limit(read);"),
            MAKER.of(
                    "etcd #4930",
                    "a restart appends at the begin of the file, over what was acknowledged",
                    WRITER,
                    "        this.position = tail.position();",
                    "        this.position = LogFormat.FIRST_BLOCK;"),
            MAKER.of(
                    "Neo4j PR 8726",
                    "a restart appends behind a gap, and the next restart does not find it",
                    WRITER,
                    "        this.position = tail.position();",
                    "        this.position = tail.position() + (tail.sequence() > 1 ? LogFormat.PAGE : 0);"),
            MAKER.of(
                    "etcd #2819",
                    "a full disk stops the ledger, which could have refused what it has no space for",
                    JOURNAL,
                    "        if (fits(bytes)) {\n            return null;\n        }\n        SpareSegment",
                    "        if (bytes > 0) {\n            return null;\n        }\n        SpareSegment",
                    CAPACITY),
            MAKER.of(
                    "ArcadeDB #4926",
                    "the older of the two entries of the manifest counts",
                    "segment/Manifest.java",
                    "        return first.generation() > second.generation() ? first : second;",
                    "        return first.generation() > second.generation() ? second : first;"),
            MAKER.of(
                    "ArcadeDB #4926",
                    "a block is replayed that is another one than the manifest says",
                    RECOVERY,
                    "        if (block.sequence() == entry.forced() && !block.checksum().equals(entry.checksum())) {",
                    "        if (block.sequence() < 0) {",
                    TEST,
                    DAMAGE),
            MAKER.of(
                    "turso #7781",
                    "the manifest says that a block is there before it was forced",
                    WRITER,
                    "        segment.file().write(bytes, position);\n",
                    "        manifest.write(newest(), sequence + 1, checksum, 0);\n        manifest.force();\n"
                            + "        segment.file().write(bytes, position);\n"),
            MAKER.of(
                    "ArcadeDB #4934",
                    "after a failed force the manifest says that the block is there",
                    WRITER,
                    "        segment.file().force();\n",
                    "        try {\n            segment.file().force();\n        } catch (IOException failed) {\n"
                            + "            manifest.write(newest(), sequence + 1, checksum, 0);\n"
                            + "            manifest.force();\n            throw failed;\n        }\n"),
            MAKER.of(
                    "Ratis RATIS-2114",
                    "records are put into the block that is being written, and are lost",
                    JOURNAL,
                    "        filling = writing;\n        writing = full;\n",
                    "        writing = full;\n",
                    TEST),
            MAKER.of(
                    "Kafka documentation",
                    "garbage behind the end of the log keeps the ledger from being opened",
                    END,
                    "                if (LogFormat.isBlock(piece, page, logId)\n"
                            + "                        && LogFormat.readBlock(piece, page).sequence() > "
                            + "tail.sequence() + 1) {",
                    "                if (!Bytes.isZero(piece, page, LogFormat.PAGE)\n"
                            + "                        && !LogFormat.isBlock(piece, page, logId)) {"),
            MAKER.of(
                    "Zeebe #6098",
                    "rot in the middle of the log is taken for its end",
                    END,
                    "        if (later) {",
                    "        if (later && tail.sequence() < 0) {"),
            MAKER.of(
                    "TigerBeetle linux.zig",
                    "blocks that do not follow each other are replayed",
                    READER,
                    "return block.sequence() == tail.sequence() + 1\n"
                            + "                && block.previous().equals(tail.checksum())\n                && ",
                    "return "),
            MAKER.of(
                    "TigerBeetle linux.zig",
                    "a new file of the log is not there after a power cut, because its directory was not forced",
                    "segment/SegmentFile.java",
                    "            directory.force();\n",
                    ""),
            MAKER.of(
                    "TigerBeetle linux.zig",
                    "a file of the log takes its space only when it is needed, and the disk may be full then",
                    "segment/SegmentFile.java",
                    "            file.allocate(header.capacity());\n",
                    "            file.allocate(LogFormat.PAGE);\n"),
            MAKER.of(
                    "findings A3",
                    "the end of the log is not announced on the disk before it is acknowledged",
                    WRITER,
                    "        segment.file().write(mark.clear(), LogFormat.markPosition(sequence + 1));\n",
                    ""),
            MAKER.of(
                    "findings A3",
                    "the newest block is lost without a word although it may have been acknowledged",
                    END,
                    "            if (announced == next) {",
                    "            if (announced < 0) {",
                    TEST,
                    DAMAGE),
            MAKER.of(
                    "findings A4",
                    "a file of the log that was cut short is opened as if it were whole",
                    "segment/SegmentFile.java",
                    "            if (file.size() < header.capacity()) {",
                    "            if (file.size() < 0) {",
                    TEST,
                    DAMAGE),
            MAKER.of(
                    "findings A4",
                    "a log whose newest file was removed opens as a shorter one",
                    "segment/Segments.java",
                    "        if (last < manifest.entry().newest()) {",
                    "        if (last < 0) {",
                    TEST,
                    DAMAGE),
            MAKER.of(
                    "findings A4",
                    "a power cut right after a new file is begun hides that the file is there",
                    WRITER,
                    "        manifest.write(newest(), sequence, previous, reservedTime());\n"
                            + "        manifest.force();\n    }",
                    "        manifest.write(newest(), sequence, previous, reservedTime());\n    }",
                    TEST,
                    DAMAGE),
            MAKER.of(
                    "findings A6",
                    "a next file that could not be made is not tried again when there is space",
                    SPARE,
                    "        while (!tryOnce()) {",
                    "        if (!tryOnce()) {",
                    CAPACITY),
            MAKER.of(
                    "findings A6",
                    "nobody is warned that the next file cannot be made",
                    SPARE,
                    "            first = missing == null;",
                    "            first = missing != null && missing == cause;",
                    CAPACITY),
            MAKER.of(
                    "findings A1",
                    "a log that fails for lack of memory does not say that it failed",
                    JOURNAL,
                    "        } catch (RuntimeException | Error noMemory) {\n            return FAILED;",
                    "        } catch (IllegalStateException noMemory) {\n            return FAILED;",
                    TEST),
            MAKER.of(
                    "findings A8",
                    "a block reaches beyond its file after a change to the next one",
                    WRITER,
                    "        if (position + size > segment.header().capacity()) {",
                    "        if (position < 0) {",
                    "embedded.journal.LogOrderTest"));

    private JournalMutants() {}
}
