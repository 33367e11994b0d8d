package io.ledgeractors.it;

import com.tigerbeetle.Client;
import com.tigerbeetle.IdBatch;
import io.ledgeractors.model.UInt128;
import io.ledgeractors.session.ReplicaAddress;

/** Creates official clients. */
final class OfficialClients {
    private OfficialClients() {}

    static Client connect(UInt128 cluster, ReplicaAddress address) {
        return new Client(bytes(cluster), new String[] {address.toString()});
    }

    static byte[] bytes(UInt128 number) {
        return com.tigerbeetle.UInt128.asBytes(number.low(), number.high());
    }

    static IdBatch ids(long... ids) {
        IdBatch batch = new IdBatch(ids.length);
        for (long id : ids) {
            batch.add(id);
        }
        return batch;
    }
}
