/**
 * The durable ledger inside this JVM: settings and the way in.
 *
 * <p>May depend on: its subpackages, ledger-model, slf4j. Public classes are thread-safe.
 */
@NullMarked
package io.ledgeractors.embedded;

import org.jspecify.annotations.NullMarked;
