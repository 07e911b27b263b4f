package dev.jbpf.isa;

import java.nio.ByteOrder;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What code is to run on: what it lacks is written with older instructions, or refused.
 *
 * @param cpu the ISA version that the code may need at most; any where empty
 * @param kernel the oldest kernel that the code is for; any where empty
 * @param order the byte order
 */
public record TargetMachine(
    Optional<IsaVersion> cpu, Optional<KernelVersion> kernel, ByteOrder order) {

  /** A machine that has all instructions, of this machine's byte order. */
  public static final TargetMachine ANY =
      new TargetMachine(Optional.empty(), Optional.empty(), ByteOrder.nativeOrder());

  /** {@return the same with that ISA version at most} */
  public TargetMachine cpu(IsaVersion other) {
    return new TargetMachine(Optional.of(other), kernel, order);
  }

  /** {@return the same for kernels from that one on} */
  public TargetMachine kernel(KernelVersion other) {
    return new TargetMachine(cpu, Optional.of(other), order);
  }

  /** {@return the same with that byte order} */
  public TargetMachine order(ByteOrder other) {
    return new TargetMachine(cpu, kernel, other);
  }

  /** {@return whether it has all instructions} */
  public boolean isComplete() {
    return cpu.isEmpty() && kernel.isEmpty();
  }

  /** {@return whether it has that instruction} */
  public boolean supports(Op op) {
    return hasVersion(op) && !isBefore(op.feature().kernel());
  }

  private boolean hasVersion(Op op) {
    return cpu.isEmpty() || cpu.get().includes(op.feature().version());
  }

  /** {@return whether it is a kernel before {@code first}} */
  public boolean isBefore(KernelVersion first) {
    return kernel.isPresent() && kernel.get().compareTo(first) < 0;
  }

  /** {@return what a machine must be to have {@code op}, in words} */
  public String need(Op op) {
    return hasVersion(op) ? from(op.feature().kernel()) : "--cpu " + op.feature().version();
  }

  /** {@return kernels from {@code first} on, in words} */
  public static String from(KernelVersion first) {
    return "a kernel from " + first + " on";
  }

  /** {@return what is known of it, in words} */
  public String describe() {
    return "the target is "
        + Stream.of(cpu.map(version -> "--cpu " + version), kernel.map(k -> "kernel " + k))
            .flatMap(Optional::stream)
            .collect(Collectors.joining(", "));
  }
}
