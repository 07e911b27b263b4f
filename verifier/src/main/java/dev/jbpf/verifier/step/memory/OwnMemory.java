package dev.jbpf.verifier.step.memory;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.Value;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.memory.Regions.Access;
import dev.jbpf.verifier.subject.MapShape.Field;
import dev.jbpf.verifier.types.Found;
import dev.jbpf.verifier.types.Trust;

/** Loads and stores in objects of the program's own: what its types say, but not the kernel's. */
final class OwnMemory {
  private final Machine machine;

  OwnMemory(Machine machine) {
    this.machine = machine;
  }

  /** {@return a number: an address that is kept in an object is none any more} */
  Value load(Access access) {
    check(access);
    return Machine.anyOf((int) access.size());
  }

  void store(Access access) {
    if (access.pointer().trust() == Trust.UNTRUSTED) {
      throw access.refusal(
          Rule.OBJECT_WRITE, "a store to an object that may be freed, which may only be read");
    }
    check(access);
  }

  private void check(Access access) {
    Pointer pointer = access.pointer();
    long off = TypedMemory.offset(access);
    for (Field field : machine.own().fields(pointer.typeId())) {
      if (off < field.offset() + field.kind().size() && field.offset() < off + access.size()) {
        throw Regions.kept(access, field);
      }
    }
    Found found = machine.own().view().find(pointer.typeId(), off, (int) access.size());
    if (found instanceof Found.Nothing nothing) {
      throw access.refusal(
          Rule.OBJECT_ACCESS,
          "there is nothing to " + (access.isWrite() ? "store to: " : "load: ") + nothing.why());
    }
  }
}
