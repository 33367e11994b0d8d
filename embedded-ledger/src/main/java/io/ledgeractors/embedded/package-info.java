/**
 * The durable ledger inside this JVM: its settings, the ledger itself and its server.
 *
 * <p>The route of a request, with the package of each step and the thread that takes it:
 *
 * <pre>{@code
 *  TCP client                                     caller in this JVM
 *    | bytes in                                     | submit
 *    v                                              v
 *  server [event loop]                            inprocess [caller's thread]
 *    FrameReader (wire), FrameRules: cut, check     InProcessSession: one request in flight
 *    TcpConnection: one frame with the ledger       InProcessCall: stages of the request
 *    | ReplicaLoop.request, ping                    | ReplicaLoop.call
 *    v                                              v
 *  replica [ledger]
 *    TaskQueue: bounded
 *    FrameTask, CallTask: Admission evicts, drops, repeats or admits
 *    Machine.reserve, Log.lackOfCapacity: refuse a request without capacity
 *    Prepare: position and time
 *    | Log.append                                   | Replica.commit, while the log writes and forces
 *    v                                              v
 *  log, journal [ledger-log]                      state, records [ledger]
 *    BlockBuffer: records share a block             StateMachine: execution
 *    SegmentWriter: write, force, manifest          the reply waits for its block
 *    | DurabilityCallback, after the force          checkpoint [ledger takes, ledger-checkpoint writes]
 *    |                                                Checkpointer: when everything before it is durable
 *    v
 *  server [event loop]                            inprocess [ledger-session-N]
 *    ReplySink, TcpConnection: reply out            ReplyHandler: outcome
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
