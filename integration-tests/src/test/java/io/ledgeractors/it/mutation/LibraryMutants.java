package io.ledgeractors.it.mutation;

import java.util.List;

/** Bugs of the values, the wire format, the streams, the actors' surface and the command line. */
final class LibraryMutants {
    private static final MutantMaker MODEL = new MutantMaker("ledger-model", "io/ledgeractors/", List.of());
    private static final MutantMaker STREAMS =
            new MutantMaker("ledger-streams", "io/ledgeractors/streams/internal/", List.of());
    private static final MutantMaker ACTORS = new MutantMaker("ledger-actors", "io/ledgeractors/actors/", List.of());
    private static final MutantMaker CLI = new MutantMaker("ledger-cli", "io/ledgeractors/cli/", List.of());

    private static final String UINT128 = "model.UInt128Test";
    private static final String IDS = "model.IdGeneratorTest";
    private static final String RECORDS = "model.RecordsTest";
    private static final String OPENING = "actors.LedgerOpeningTest";

    static final List<Mutant> ALL = List.of(
            MODEL.of(
                    "TigerBeetle #2398",
                    "the greatest amount is that of 64 bits",
                    "model/UInt128.java",
                    "    public static final UInt128 MAX = new UInt128(-1, -1);",
                    "    public static final UInt128 MAX = new UInt128(0, -1);",
                    UINT128),
            MODEL.of(
                    "TigerBeetle #3778",
                    "a huge body is cut, because its size overflows",
                    "wire/MultiBatch.java",
                    "        if (elements * elementSize + trailer > Header.BODY_MAX) {",
                    "        if ((int) elements * elementSize + trailer > Header.BODY_MAX) {",
                    "wire.MultiBatchTest"),
            MODEL.of(
                    "TigerBeetle changelog, ids",
                    "ids fall when the clock steps back",
                    "model/IdGenerator.java",
                    "        if (now > high >>> 16) {",
                    "        if (now != high >>> 16) {",
                    IDS),
            MODEL.of(
                    "TigerBeetle changelog, ids",
                    "ids fall when their lower half overflows",
                    "model/IdGenerator.java",
                    "            high++;",
                    "            low++;",
                    IDS),
            MODEL.of(
                    "TigerBeetle changelog, ids",
                    "no id can be made any more when the lower half overflows",
                    "model/IdGenerator.java",
                    "        if (high == -1 && low >= -2 && low < 0) {",
                    "        if (low == -1) {",
                    IDS),
            MODEL.of(
                    "findings A1",
                    "a header makes the reader take the memory of its whole body",
                    "wire/FrameReader.java",
                    "        return Bytes.allocate(Math.min(frameSize, Math.max(size, 2 * buffer.capacity())));",
                    "        return Bytes.allocate(Math.max(frameSize, size));",
                    "wire.FrameReaderTest",
                    "embedded-ledger:embedded.server.ConnectionRulesTest"),
            MODEL.of(
                    "findings C1",
                    "an amount of -5 becomes 18446744073709551611",
                    "model/UInt128.java",
                    "    public static UInt128 of(long value) {\n        if (value < 0) {",
                    "    public static UInt128 of(long value) {\n        if (value == 0 && value < 0) {",
                    UINT128),
            MODEL.of(
                    "findings C1",
                    "a time-out of -1 second becomes one of 136 years",
                    "model/Transfer.java",
                    "            Ranges.notNegative(\"timeout\", timeout);\n",
                    "",
                    RECORDS),
            MODEL.of(
                    "findings C1",
                    "an id of null is refused only when the transfer is built",
                    "model/Transfer.java",
                    "            this.id = Ranges.notNull(\"id\", id);",
                    "            this.id = id;",
                    RECORDS),
            MODEL.of(
                    "findings C1",
                    "a UUID has another order of bytes in the ledger",
                    "model/UInt128.java",
                    "        return new UUID(Long.reverseBytes(low), Long.reverseBytes(high));",
                    "        return new UUID(high, low);",
                    UINT128),
            MODEL.of(
                    "findings C8",
                    "a query without a limit finds nothing",
                    "model/QueryFilter.java",
                    "        private int limit = LIMIT_ALL;",
                    "        private int limit;",
                    RECORDS),
            MODEL.of(
                    "findings C8",
                    "a query for an account without flags finds nothing",
                    "model/AccountFilter.java",
                    "            int sides = (flags & BOTH_SIDES) == 0 ? flags | BOTH_SIDES : flags;",
                    "            int sides = flags == BOTH_SIDES ? 0 : flags;",
                    RECORDS),
            STREAMS.of(
                    "TigerBeetle #2401",
                    "a stream cuts a chain at the end of a request",
                    "element/BatchAssembler.java",
                    "        } else if (!open.batch().isLinked(last)) {",
                    "        } else if (!open.batch().isLinked(last) || isFull()) {",
                    "streams.internal.element.BatchAssemblerTest",
                    "streams.internal.element.FlowPropertyTest"),
            STREAMS.of(
                    "TigerBeetle #2401",
                    "a stream sends an open chain when it ends",
                    "element/BatchAssembler.java",
                    "        if (isChainOpen()) {",
                    "        if (isChainOpen() && complete < 0) {",
                    "streams.internal.element.BatchAssemblerTest",
                    "streams.internal.element.ElementFlowTest",
                    "streams.internal.element.FlowPropertyTest"),
            ACTORS.of(
                    "findings C3",
                    "with embedded ledgers in a cluster each node has other accounts",
                    "cluster/ClusterGuard.java",
                    "isEmbedded ? cluster.state().members().size() : 1;",
                    "isRefusing.get() ? cluster.state().members().size() : 1;",
                    "actors.SeveralNodesIT"),
            ACTORS.of(
                    "findings C4",
                    "a command that does not reach its entity gets no answer",
                    "cluster/UndeliveredCommands.java",
                    "            if (type.isInstance(message)) {",
                    "            if (type == message) {",
                    "actors.cluster.UndeliveredCommandsTest"),
            ACTORS.of(
                    "findings C4",
                    "a command to the batcher of another node vanishes",
                    "cluster/BatcherCommandSerializer.java",
                    "        if (command instanceof EncodedAsk ask) {",
                    "        if (command instanceof EncodedAsk ask && manifest(command).length() > 0) {",
                    "actors.cluster.SerializationBindingsTest"),
            ACTORS.of(
                    "findings C4",
                    "a foreign serializer of commands seems to work and fails later",
                    "serialization/MessageSerializer.java",
                    "            if (!ours.isInstance(bound)) {",
                    "            if (bound == null) {",
                    "actors.cluster.SerializationBindingsTest"),
            ACTORS.of(
                    "findings C5",
                    "a recipe pays what is reserved",
                    "recipe/BalanceInvariant.java",
                    "                        .flags(TransferFlags.BALANCING_DEBIT)\n",
                    "                        .flags(TransferFlags.NONE)\n",
                    "actors.recipe.PendingMoneyTest"),
            ACTORS.of(
                    "findings C5",
                    "a balance passes its bound by one",
                    "recipe/BalanceBounds.java",
                    "        UInt128 loan = atMost.plus(ONE);",
                    "        UInt128 loan = atMost.plus(UInt128.of(2));",
                    "actors.recipe.PendingMoneyTest",
                    "actors.recipe.RecipesTest"),
            ACTORS.of(
                    "findings C6",
                    "the time-out of a call does not withdraw the ask",
                    "LedgerHandle.java",
                    "limit == null ? ordered : ordered.withTimeout(limit)",
                    "ordered",
                    "actors.LedgersTest#shouldRefuseInTimeWhatCannotBeSent"),
            ACTORS.of(
                    "findings C7",
                    "the first call waits until the ledger is open",
                    "internal/session/OpeningConnection.java",
                    "        thread.start();",
                    "        thread.run();",
                    OPENING + "#shouldOpenTheEmbeddedLedgerOnAThreadOfItsOwn"),
            ACTORS.of(
                    "findings C7",
                    "a health check does not say that the ledger is opening",
                    "internal/session/OpeningSession.java",
                    "    private SessionState before = new SessionState.Opening();",
                    "    private SessionState before = new SessionState.Connecting();",
                    OPENING),
            ACTORS.of(
                    "findings C9",
                    "a test cannot put a ledger in memory over a data directory",
                    "EmbeddedConnection.java",
                    "        if (inMemory && !directory.isBlank()) {\n",
                    "        if (inMemory && !directory.isBlank()) {\n"
                            + "            throw new IllegalArgumentException(PATH);\n        }\n"
                            + "        if (inMemory && !directory.isBlank()) {\n",
                    "actors.LedgerSettingsTest"),
            CLI.of(
                    "findings A1",
                    "a server whose ledger ran out of memory stays and answers nobody",
                    "start/StartCommand.java",
                    "            if (!isEnding && (ledger.hasDied() || server.hasDied())) {",
                    "            if (!isEnding && hasFailed) {",
                    "integration-tests:it.MemoryAttackIT#shouldEndWithACodeOfItsOwnWhenMemoryRunsOutAndLoseNothing"),
            CLI.of(
                    "findings A5",
                    "an import or a node does not say that its ledger is full",
                    "ledger/NodeRecorder.java",
                    "        if (state instanceof SessionState.Full full) {\n            return ",
                    "        if (state instanceof SessionState.Full full) {\n"
                            + "            return full.why().length() > 0 ? null : ",
                    "cli.ledger.NodeRecorderTest"));

    private LibraryMutants() {}
}
