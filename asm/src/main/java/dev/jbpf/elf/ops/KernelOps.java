package dev.jbpf.elf.ops;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfKind;
import dev.jbpf.btf.BtfType;
import dev.jbpf.diag.text.Suggestions;
import dev.jbpf.elf.BpfObjectException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A table of functions as one kernel wants it: members are where that kernel has them.
 *
 * @param structure the kernel's name of the structure, which programs are verified against
 * @param valueType the id of the structure that the map's value is: {@code bpf_struct_ops_…}
 * @param value that structure, zero but for what the object says; functions are to be filled in
 * @param slots where these go
 */
public record KernelOps(String structure, int valueType, byte[] value, List<Slot> slots) {
  private static final String WRAPPED = "bpf_struct_ops_";

  /**
   * Where the value wants a program's descriptor, in 8 bytes.
   *
   * @param function the object's
   * @param member its number among the members of the structure, which the kernel wants to know
   *     when the program is loaded
   * @param offset in the value, in bytes
   */
  public record Slot(String function, int member, int offset) {}

  /** The list is copied; the value is not. */
  public KernelOps {
    slots = List.copyOf(slots);
  }

  /**
   * {@return {@code ops} for the kernel of these types}
   *
   * @throws BpfObjectException if it has no such structure, or lacks or differs in a member that
   *     the object sets
   */
  public static KernelOps of(StructOps ops, Btf kernel) {
    String name = ops.kernelName();
    int wrapped =
        find(kernel, WRAPPED + name)
            .orElseThrow(
                () ->
                    new BpfObjectException(
                        "'" + ops.name() + "': this kernel has no table of functions " + name));
    BtfType.Struct value = (BtfType.Struct) kernel.type(wrapped);
    BtfType.Member data = value.members().get(value.members().size() - 1);
    int structure = kernel.resolve(data.type());
    Filler filler =
        new Filler(
            ops,
            kernel,
            (BtfType.Struct) kernel.type(structure),
            (int) (data.bitOffset() / Byte.SIZE),
            ByteBuffer.allocate((int) value.size()).order(ops.order()));
    ops.structure().members().forEach(filler::fill);
    return new KernelOps(name, wrapped, filler.value.array(), filler.slots);
  }

  private static OptionalInt find(Btf kernel, String name) {
    return kernel.find(name, BtfKind.STRUCT);
  }

  /** Fills one value. */
  private static final class Filler {
    private final StructOps ops;
    private final Btf kernel;
    private final BtfType.Struct structure;
    private final int start;
    final ByteBuffer value;
    final List<Slot> slots = new ArrayList<>();

    Filler(StructOps ops, Btf kernel, BtfType.Struct structure, int start, ByteBuffer value) {
      this.ops = ops;
      this.kernel = kernel;
      this.structure = structure;
      this.start = start;
      this.value = value;
    }

    void fill(BtfType.Member member) {
      int from = (int) (member.bitOffset() / Byte.SIZE);
      int size = Math.toIntExact(ops.types().sizeOf(member.type()).orElse(0));
      boolean isSet = isSet(from, size);
      OptionalInt number = number(member.name());
      if (number.isEmpty() && isSet) {
        throw wrong(member, "which this kernel's has not" + near(member.name()));
      } else if (number.isPresent() && isSet) {
        fill(member, from, size, number.getAsInt());
      }
    }

    private void fill(BtfType.Member member, int from, int size, int number) {
      BtfType.Member theirs = structure.members().get(number);
      int to = start + (int) (theirs.bitOffset() / Byte.SIZE);
      if (ops.functions().containsKey(from)) {
        slots.add(new Slot(ops.functions().get(from), number, to));
      } else if (member.isBitField() || theirs.isBitField()) {
        throw wrong(member, "which is a bit field: not supported");
      } else if (kernel.sizeOf(theirs.type()).orElse(0) != size) {
        throw wrong(member, "which has " + kernel.sizeOf(theirs.type()).orElse(0) + " bytes here");
      } else {
        for (int i = 0; i < size; i++) {
          value.put(to + i, ops.content().get(from + i));
        }
      }
    }

    private boolean isSet(int from, int size) {
      boolean set = ops.functions().containsKey(from);
      for (int i = from; !set && i < from + size && i < ops.content().limit(); i++) {
        set = ops.content().get(i) != 0;
      }
      return set;
    }

    private OptionalInt number(String name) {
      for (int i = 0; i < structure.members().size(); i++) {
        if (structure.members().get(i).name().equals(name)) {
          return OptionalInt.of(i);
        }
      }
      return OptionalInt.empty();
    }

    private String near(String name) {
      List<String> names = structure.members().stream().map(BtfType.Member::name).toList();
      return Suggestions.nearest(name, names).map(n -> "; did you mean " + n + "?").orElse("");
    }

    private BpfObjectException wrong(BtfType.Member member, String what) {
      return new BpfObjectException(
          "'" + ops.name() + "' sets " + structure.name() + "." + member.name() + ", " + what);
    }
  }
}
