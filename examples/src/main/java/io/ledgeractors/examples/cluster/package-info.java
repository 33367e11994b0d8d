/**
 * The command {@code cluster}: several JVMs on one ledger, which it kills and starts again. {@code ClusterRun} starts
 * the nodes and proves from the ledger what they did, {@code ClusterNodeMain} is the program of a node, and
 * {@code NodeLine} is what a node tells the command.
 *
 * <p>May depend on: {@code payments.shop}, {@code shared}, {@code ledger-cli}, all libraries of the project, Pekko. A
 * {@code ClusterRun} is used by one thread.
 */
@NullMarked
package io.ledgeractors.examples.cluster;

import org.jspecify.annotations.NullMarked;
