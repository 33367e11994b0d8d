/**
 * The rounds of the checksum by the Vector API, which is still incubating: found and used where a JVM is started with
 * {@code --add-modules jdk.incubator.vector}, left alone elsewhere.
 *
 * <p>Depends on {@code io.ledgeractors.wire} and that module of the JDK. Thread-safe.
 */
@NullMarked
package io.ledgeractors.vector;

import org.jspecify.annotations.NullMarked;
