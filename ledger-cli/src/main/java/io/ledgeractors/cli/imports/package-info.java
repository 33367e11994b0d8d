/**
 * The command {@code import}: rows of a CSV file become accounts or transfers, each exactly once.
 *
 * <p>May depend on: the packages that commands share, all libraries of the project, Pekko, picocli. {@link ImportJob}
 * runs on the caller's thread; each of the other classes belongs to one stream.
 */
@NullMarked
package io.ledgeractors.cli.imports;

import org.jspecify.annotations.NullMarked;
