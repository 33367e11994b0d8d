/** Tests of the files that commands write. */
package io.ledgeractors.cli.files;
