/**
 * The disk of this machine: files and directories under locks, and the threads that may use them.
 *
 * <p>Implements the contract of {@code io.ledgeractors.port}. File channels are used on private threads only, because
 * an interrupt closes a channel. May depend on: ledger-model, slf4j.
 */
@NullMarked
package io.ledgeractors.embedded.disk;

import org.jspecify.annotations.NullMarked;
