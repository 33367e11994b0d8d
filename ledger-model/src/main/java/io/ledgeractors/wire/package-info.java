/**
 * How it looks on the wire of TigerBeetle 0.17: layouts, headers, checksum, operations, multi-batch trailer.
 *
 * <p>Stateless codecs over little-endian buffers. Depends on {@code model}.
 */
@NullMarked
package io.ledgeractors.wire;

import org.jspecify.annotations.NullMarked;
