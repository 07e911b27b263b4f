package dev.jbpf.vm.fault;

import dev.jbpf.code.Slot;
import dev.jbpf.diag.Origin;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A program did what no program may: the run ends, its host does not.
 *
 * <p>The message names the slot, the place in the source if it is known, and for an access the
 * address, the size and the nearest region.
 */
public final class VmFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final FaultKind kind;
  private final int slot;
  private final String reason;
  private final transient @Nullable Origin origin;
  private final transient @Nullable Optional<Access> access;

  /** A fault of the instruction in {@code slot}. */
  public VmFault(FaultKind kind, int slot, Origin origin, String reason) {
    this(kind, slot, origin, reason, Optional.empty());
  }

  /** A fault of the memory access of the instruction in {@code slot}. */
  public VmFault(FaultKind kind, int slot, Origin origin, Access access) {
    this(kind, slot, origin, access.toString(), Optional.of(access));
  }

  private VmFault(FaultKind kind, int slot, Origin origin, String reason, Optional<Access> access) {
    // The Java frames are the engine's own: they say nothing about the program.
    super(message(kind, slot, origin, reason), null, false, false);
    this.kind = kind;
    this.slot = slot;
    this.reason = reason;
    this.origin = origin;
    this.access = access;
  }

  private static String message(FaultKind kind, int slot, Origin origin, String reason) {
    String place = origin == Origin.UNKNOWN ? "" : origin + ": ";
    return place + "slot " + slot + ": fault[" + kind.code() + "]: " + reason;
  }

  /** {@return what was wrong, without the place} */
  public String reason() {
    return reason;
  }

  /** {@return why the run was stopped} */
  public FaultKind kind() {
    return kind;
  }

  /** {@return the slot of the instruction that did it} */
  public Slot slot() {
    return new Slot(slot);
  }

  /** {@return where that instruction was written} */
  public Origin origin() {
    return origin == null ? Origin.UNKNOWN : origin;
  }

  /** {@return the access, where it was one} */
  public Optional<Access> access() {
    return access == null ? Optional.empty() : access;
  }
}
