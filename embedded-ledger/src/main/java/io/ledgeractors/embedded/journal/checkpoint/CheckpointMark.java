package io.ledgeractors.embedded.journal.checkpoint;

import io.ledgeractors.model.UInt128;

/**
 * What the manifest says about the newest checkpoint.
 *
 * @param op position of the last operation in the checkpoint, from 1 on
 * @param checksum checksum of the header of its file
 * @param start where the log begins that leads on from the checkpoint
 */
public record CheckpointMark(long op, UInt128 checksum, LogStart start) {}
