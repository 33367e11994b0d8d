package io.ledgeractors.it;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The tests that need their own server or none, with the reason. With {@code -Dledger.addresses} they are skipped and
 * {@link OutsideRun} reports it. Names are simple: {@code ClassIT} or {@code ClassIT.shouldDoThat}.
 */
final class NotOutside {
    private static final Map<String, String> REASONS = new TreeMap<>();

    static {
        String restarts = "it kills its server and starts it again on the same data";
        String attacks = "it attacks its server; a TigerBeetle trusts its peers, and some frames stop it";
        REASONS.put("ChangingPrimaryIT", "it scripts the views of three replicas");
        String inCommand = "its ledger is in the command's memory";
        REASONS.put("ClusterCommandIT.shouldEndWithProofs", inCommand);
        REASONS.put("ClusterCommandIT.shouldLeaveNoNodeBehindWhenItIsKilled", inCommand);
        REASONS.put("FullDiskIT", "its ledger is on a disk of its own");
        REASONS.put("HostilePeersIT", attacks);
        REASONS.put("LeakWatchIT", "it asks no server");
        REASONS.put("LedgerClientIT.shouldPayInThisJvm", "its ledger is in this JVM");
        REASONS.put("MemoryAttackIT", attacks);
        REASONS.put("ModulePathIT", "its server is in the program that it starts");
        REASONS.put("MutationCampaignIT", "it runs tests, whose ledgers are their own");
        REASONS.put("RandomMutationCampaignIT", "it runs tests, whose ledgers are their own");
        REASONS.put("NonsenseCampaignIT", attacks);
        REASONS.put("OfficialClientSessionsIT.shouldFindEverythingAgainAfterTheLedgerWasReopened", restarts);
        REASONS.put(
                "OfficialClientSessionsIT.shouldLearnTheBatchSizeLimitOfTheServer",
                "it needs a server with the limits of a development server");
        REASONS.put("OrdersIT.shouldPayTwiceInADirectoryWithoutPayingTwice", "its ledger is in a directory");
        REASONS.put("OrdersIT.shouldWriteAReportAndEndWithZero", inCommand);
        REASONS.put("OrdersKillIT.shouldCompleteAfterTheServerWasKilled", restarts);
        REASONS.put("OrdersLostLedgerIT", "its server forgets everything");
        REASONS.put("RealOrdersIT", "a ledger takes the orders of one file, and the sample's are there");
        REASONS.put("TestkitSampleIT", "its ledgers are those of tests");
        REASONS.put("VectorsIT.shouldAnswerAsTheRealServerInsideTheJvm", "its ledger is in this JVM");
    }

    private NotOutside() {}

    /** Returns the reason why this class, or this test of it, is skipped; empty if it is not skipped. */
    static Optional<String> reason(String name) {
        return Optional.ofNullable(REASONS.get(name));
    }

    /** Returns all names with their reasons. */
    static Map<String, String> all() {
        return REASONS;
    }
}
