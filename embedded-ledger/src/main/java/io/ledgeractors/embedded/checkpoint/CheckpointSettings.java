package io.ledgeractors.embedded.checkpoint;

/**
 * When a checkpoint is due. What came after the newest checkpoint is executed again when the ledger is opened.
 *
 * @param objects the accounts, transfers, failed ids and expiries after which it is due
 * @param operations the operations after which it is due, whatever they created
 * @param objectsAtClose the objects after which one is taken when the ledger is closed
 */
public record CheckpointSettings(long objects, long operations, long objectsAtClose) {
    /** The defaults: 65,536 objects or 32,768 operations; 4,096 objects when the ledger is closed. */
    public static final CheckpointSettings DEFAULT = new CheckpointSettings(1 << 16, 1 << 15, 1 << 12);

    /** Checks the numbers. */
    public CheckpointSettings {
        if (objects < 1 || operations < 1 || objectsAtClose < 1) {
            throw new IllegalArgumentException("a checkpoint is due after 1 or more objects or operations");
        }
    }
}
