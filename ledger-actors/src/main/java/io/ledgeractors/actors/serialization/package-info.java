/**
 * INTERNAL API. The binary format of messages between nodes, and the base of the serializers that use it. {@link
 * io.ledgeractors.actors.serialization.MessageSerializer} draws the bytes of a message.
 *
 * <p>May depend on: ledger-model, {@code internal.config}, Pekko Actor Typed, Pekko Cluster. Serializers are
 * thread-safe, and readers and writers of fields belong to one thread.
 */
@NullMarked
package io.ledgeractors.actors.serialization;

import org.jspecify.annotations.NullMarked;
