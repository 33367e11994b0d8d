/**
 * The command {@code tail}: change events as newline-delimited JSON.
 *
 * <p>May depend on: the packages that commands share, all libraries of the project, Pekko, picocli.
 */
@NullMarked
package io.ledgeractors.cli.tail;

import org.jspecify.annotations.NullMarked;
