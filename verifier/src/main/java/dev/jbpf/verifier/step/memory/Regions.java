package dev.jbpf.verifier.step.memory;

import dev.jbpf.verifier.report.Rule;
import dev.jbpf.verifier.scalar.Scalar;
import dev.jbpf.verifier.state.Pointer;
import dev.jbpf.verifier.state.PointerKind;
import dev.jbpf.verifier.step.machine.Machine;
import dev.jbpf.verifier.step.machine.Refusal;
import dev.jbpf.verifier.subject.MapShape;
import dev.jbpf.verifier.subject.MapShape.Field;
import dev.jbpf.verifier.subject.MapShape.FieldKind;
import java.util.Locale;

/** Whether an access stays within memory whose size is known. */
public final class Regions {
  /** An offset that may be that large has no limit worth the name. */
  private static final long MAX_OFFSET = 1L << 29;

  private static final int MAX_PACKET_OFFSET = 0xffff;

  private Regions() {}

  /** An access: {@code size} bytes at {@code pointer} plus {@code off}, through that register. */
  public record Access(Pointer pointer, long off, long size, boolean isWrite, int register) {
    long from() {
      return pointer.off() + off;
    }

    /** {@return how much, for messages} */
    String bytes() {
      return size + (size == 1 ? " byte" : " bytes");
    }

    public Refusal refusal(Rule rule, String message) {
      return Machine.refusal(rule, register, message);
    }
  }

  /** Checks that the access is within {@code limit} bytes, whatever its offset is. */
  static void check(Access access, long limit, Rule rule) {
    Scalar var = access.pointer().var();
    long from = access.from();
    long least = from + var.smin();
    if (var.smin() < 0 && (var.smin() == Long.MIN_VALUE || least != (int) least || least < 0)) {
      throw access.refusal(
          Rule.NEGATIVE_OFFSET,
          "the offset into " + access.pointer().kind() + " may be negative: " + var);
    }
    within(access, least, limit, rule);
    if (Long.compareUnsigned(var.umax(), MAX_OFFSET) >= 0) {
      throw access.refusal(
          Rule.UNBOUNDED_OFFSET,
          "the offset into " + access.pointer().kind() + " is unbounded: " + var);
    }
    within(access, from + var.umax(), limit, rule);
  }

  private static void within(Access access, long at, long limit, Rule rule) {
    if (at < 0 || at + access.size() > limit) {
      throw access.refusal(
          rule,
          access.bytes()
              + " at offset "
              + at
              + " of "
              + access.pointer().kind()
              + (access.pointer().kind().isPacket()
                  ? ", of which " + limit + " bytes are checked"
                  : " of " + limit + (limit == 1 ? " byte" : " bytes")));
    }
  }

  /** Checks an access to the packet: by its constant offset from where it was compared. */
  static void checkPacket(Access access) {
    Pointer pointer = access.pointer();
    if (pointer.var().smin() < 0) {
      throw access.refusal(
          Rule.NEGATIVE_OFFSET, "the offset into the packet may be negative: " + pointer.var());
    }
    within(access, access.from(), Math.max(0, pointer.range()), Rule.PACKET_RANGE);
    if (Long.compareUnsigned(pointer.var().umax(), MAX_PACKET_OFFSET) > 0 && pointer.range() == 0) {
      throw access.refusal(
          Rule.PACKET_RANGE, "the offset into the packet is unbounded: " + pointer.var());
    }
  }

  /** Checks an access to a map's value. */
  public static void checkMapValue(Access access) {
    MapShape map = access.pointer().map();
    if (access.isWrite() ? map.isReadOnly() : map.isWriteOnly()) {
      throw access.refusal(
          access.isWrite() ? Rule.MAP_READ_ONLY : Rule.MAP_WRITE_ONLY,
          access.isWrite() ? "a write to a read-only map" : "a read of a write-only map");
    }
    check(access, map.addressedBytes(), Rule.MAP_VALUE_RANGE);
    for (Field field : map.fields()) {
      if (field.kind() != FieldKind.SETTING) {
        checkField(access, field);
      }
    }
  }

  private static void checkField(Access access, Field field) {
    long least = access.from() + access.pointer().var().smin();
    long most = access.from() + access.pointer().var().umax() + access.size();
    if (least < field.offset() + field.kind().size() && field.offset() < most) {
      throw kept(access, field);
    }
  }

  /** {@return that the access meets what the kernel keeps} */
  static Refusal kept(Access access, Field field) {
    return access.refusal(
        Rule.MAP_FIELD,
        "access to the "
            + field.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
            + " in the "
            + (access.pointer().kind() == PointerKind.ALLOCATED ? "object" : "value"));
  }
}
