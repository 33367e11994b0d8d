/**
 * One session with a TigerBeetle cluster: settings and the way in.
 *
 * <p>May depend on: ledger-model, Netty, slf4j.
 */
@NullMarked
package io.ledgeractors.client;

import org.jspecify.annotations.NullMarked;
