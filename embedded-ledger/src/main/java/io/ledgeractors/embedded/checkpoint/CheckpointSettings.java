package io.ledgeractors.embedded.checkpoint;

/**
 * When a checkpoint is due, and when the balances of accounts are written for it. What came after the newest checkpoint
 * is executed again when the ledger is opened. Of account events since the newest pass over the balances only what they
 * hold is taken, which is much faster.
 *
 * @param objects the accounts, transfers, failed ids and expiries after which it is due
 * @param operations the operations after which it is due, whatever they created
 * @param objectsAtClose the objects after which one is taken when the ledger is closed
 * @param events the account events after which a pass over the balances begins
 * @param pages the most pages of balances, of 64 accounts each, that are written after an operation
 */
public record CheckpointSettings(long objects, long operations, long objectsAtClose, long events, int pages) {
    /**
     * The defaults: 32,768 objects or operations; 4,096 objects when the ledger is closed; 524,288 events and 32
     * pages, which are 256 KiB.
     */
    public static final CheckpointSettings DEFAULT = new CheckpointSettings(1 << 15, 1 << 15, 1 << 12, 1 << 19, 32);

    /** Checks the numbers. */
    public CheckpointSettings {
        if (objects < 1 || operations < 1 || objectsAtClose < 1 || events < 1 || pages < 1) {
            throw new IllegalArgumentException("the numbers of a checkpoint are 1 or more");
        }
    }
}
