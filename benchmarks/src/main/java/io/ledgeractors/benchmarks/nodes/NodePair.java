package io.ledgeractors.benchmarks.nodes;

/**
 * Two sides that take turns.
 *
 * @param title in reports
 * @param goal the ratio of the rates that the design asks for
 * @param measured the side whose rate is the dividend
 * @param baseline the side whose rate is the divisor
 */
record NodePair(String title, double goal, Side measured, Side baseline) {
    /**
     * A node that asks.
     *
     * @param name in reports
     * @param node the process
     * @param words what it asks, for {@link NodeLoad#turn}
     */
    record Side(String name, NodeProcess node, String words) {}
}
