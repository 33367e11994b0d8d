/**
 * Compares asks that travel to another node with asks that stay: each node is a JVM of its own, which takes turns when
 * the parent process tells it to.
 *
 * <p>May depend on: {@code asks}, {@code entities}, {@code measure}, {@code server}, {@code turns}, ledger-actors,
 * picocli. Threads: requests and replies on the main thread of each process.
 */
@NullMarked
package io.ledgeractors.benchmarks.nodes;

import org.jspecify.annotations.NullMarked;
