package io.ledgeractors.embedded.journal.checkpoint;

import io.ledgeractors.model.UInt128;

/**
 * The newest checkpoint, as the manifest describes it.
 *
 * @param op position of the last operation in the checkpoint, from 1 on
 * @param checksum checksum of the header of its file
 * @param start where the log begins that leads on from the checkpoint
 */
public record CheckpointMark(long op, UInt128 checksum, LogStart start) {}
