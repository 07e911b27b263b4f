/**
 * Runs programs on the JVM, any operating system, no rights needed.
 *
 * <pre>{@code
 * Vm vm = Vm.create(VmOptions.DEFAULT.withHelper(1000, (call, r1, r2, r3, r4, r5) -> r1 + r2));
 * BpfMap<Integer, Long> counts = vm.map(MapDef.array("counts", Codec.U64, 256));
 * LoadedProgram program = vm.load(Assembler.assemble("r0 = 7; exit").program().orElseThrow());
 * long seven = program.run();
 * }</pre>
 *
 * <p>Every access to memory is checked; what no program may do is a {@link
 * dev.jbpf.vm.fault.VmFault} with the slot and the line in the source. {@link
 * dev.jbpf.vm.LoadedProgram#step} runs one instruction at a time, {@link
 * dev.jbpf.vm.LoadedProgram#trace} writes down all of them. Contexts, built from Java's values or a
 * pcap file's packets, are in {@link dev.jbpf.vm.context}, the clock, the random numbers and the
 * current task in {@link dev.jbpf.vm.Vm#environment}.
 */
@NullMarked
package dev.jbpf.vm;

import org.jspecify.annotations.NullMarked;
