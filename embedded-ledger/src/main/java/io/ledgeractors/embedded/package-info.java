/**
 * The durable ledger inside this JVM: settings and the way in.
 *
 * <p>May depend on: ledger-model, Netty, slf4j.
 */
@NullMarked
package io.ledgeractors.embedded;

import org.jspecify.annotations.NullMarked;
