/**
 * Names the commands of this module to {@link io.ledgeractors.cli.Main}.
 *
 * <p>May depend on: the packages of all commands.
 */
@NullMarked
package io.ledgeractors.cli.tools;

import org.jspecify.annotations.NullMarked;
