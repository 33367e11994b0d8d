/**
 * The durable ledger inside this JVM: its settings, the ledger itself and its server.
 *
 * <p>The route of a request, with the package of each step and the thread that takes it:
 *
 * <pre>{@code
 *  TCP client                                       caller in this JVM
 *      | bytes in                                       | submit
 *      v                                                v
 *  server     TcpConnection, FrameReader, FrameRules inprocess  InProcessSession
 *             cut, check, route           [event loop]          one request at a time [caller]
 *      |  ReplicaLoop.request, ping                     |  ReplicaLoop.call
 *      v                                                v
 *  replica    TaskQueue, bounded ---------------------------------------------+
 *             FrameTask: Admission evicts, drops, repeats or admits           | CallTask
 *             Machine.reserve and Log.lackOfCapacity refuse without capacity  |
 *             Prepare: position and time                                      | [ledger]
 *      |                              |
 *      | Log.append                   | Replica.commit, at the same time as the write
 *      v                              v
 *  log, journal                    state, records
 *             BlockBuffer             StateMachine executes; the reply waits
 *             SegmentWriter: write, force, manifest  [ledger-log]
 *      | DurabilityCallback, once the block is forced
 *      v
 *  server     ReplySink.send, reply out [event loop]   inprocess  outcome to the handler [ledger-session]
 * }</pre>
 *
 * <p>Methods that end something have one meaning each. {@code close} releases a resource, waits as long as that takes
 * and may be called twice. {@code cancel} withdraws something that is pending, without an error. {@code fail} ends
 * something because of an error and tells its waiters. {@code discard} drops contents that nobody waits for any more.
 *
 * <p>May depend on: its subpackages, ledger-model, vector-checksum, slf4j. Public classes are thread-safe. The arrows
 * between the subpackages are checked by {@code PackageArrowsTest}.
 */
@NullMarked
package io.ledgeractors.embedded;

import org.jspecify.annotations.NullMarked;
