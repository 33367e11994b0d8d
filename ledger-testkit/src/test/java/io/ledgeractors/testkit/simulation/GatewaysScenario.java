package io.ledgeractors.testkit.simulation;

/**
 * Tellers move money at nodes that reach the ledger through two gateways. Gateways die and come again, are parted from
 * the nodes for a while, and lose single messages in both directions.
 *
 * <p>A seed repeats a run only roughly. Pekko numbers actors by chance and keeps those that it notifies of a death, or
 * of a gateway, in an order that follows from these numbers.
 */
final class GatewaysScenario implements ActorScenario {
    @Override
    public void begin(SimulatedActors world) {
        GatewaysRun run = new GatewaysRun((ActorWorld) world);
        OpenAccounts.open(world, Teller.ACCOUNTS, run::begin);
    }
}
