/**
 * The wire format of TigerBeetle 0.17: layouts, headers, frames, checksum, operations and multi-batch trailer.
 *
 * <p>Codecs without state over little-endian buffers, and a reader of frames. Depends on {@code model}.
 */
@NullMarked
package io.ledgeractors.wire;

import org.jspecify.annotations.NullMarked;
