/**
 * JUnit 5 tests of programs: one test, several engines.
 *
 * <pre>{@code
 * @BpfTest
 * void itPassesWhatItSees() {
 *   byte[] packet = new byte[64];
 *   assertThat("r0 = 2; exit")
 *       .assembles()
 *       .ofType(ProgramType.XDP)
 *       .withPacket(packet)
 *       .returns(XdpAction.PASS)
 *       .leavesPacket(packet);
 * }
 * }</pre>
 *
 * <p>It runs in the virtual machine's interpreter, in its compiler and in the kernel, and fails
 * where they disagree; where bpf(2) is not permitted, the kernel's run is skipped with the reason.
 * The kernel is asked to run programs on packets, as their type sees them, with the members of the
 * context that it takes, and those of raw tracepoints on records; other programs run in the virtual
 * machine only. What a program did step by step tells {@link dev.jbpf.vm.LoadedProgram#trace}.
 */
@NullMarked
package dev.jbpf.testkit;

import org.jspecify.annotations.NullMarked;
