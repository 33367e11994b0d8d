/**
 * The rounds of the checksum by the Vector API, which is still incubating. They are used in a JVM that is started with
 * {@code --add-modules jdk.incubator.vector}.
 *
 * <p>Depends on {@code io.ledgeractors.wire} and that module of the JDK. Thread-safe.
 */
@NullMarked
package io.ledgeractors.vector;

import org.jspecify.annotations.NullMarked;
