/** Tests of the inspection of directories. */
package io.ledgeractors.cli.inspect;
