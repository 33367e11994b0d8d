/**
 * States of a session for people and listeners: their text, and their delivery in order. Internal to native-client.
 *
 * <p>May depend on: ledger-model, slf4j. Thread-safe.
 */
@NullMarked
package io.ledgeractors.client.internal.state;

import org.jspecify.annotations.NullMarked;
