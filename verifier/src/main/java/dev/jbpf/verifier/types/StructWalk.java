package dev.jbpf.verifier.types;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.BtfType.Composite;
import dev.jbpf.btf.BtfType.Member;
import java.util.List;
import java.util.Optional;

/**
 * Finds what bytes of a structure are: down through structures, unions and arrays inside, to a
 * number or an address. Of the members of a union that reach there, the first counts.
 */
final class StructWalk {
  private static final int MAX_DEPTH = 64;

  private final Btf btf;
  private final int size;
  private Composite type;
  private long off;
  private boolean isChoice;

  private StructWalk(Btf btf, Composite type, long off, int size) {
    this.btf = btf;
    this.type = type;
    this.off = off;
    this.size = size;
  }

  /** {@return what {@code size} bytes at {@code off}, 0 or more, of the structure are} */
  static Found find(Btf btf, Composite type, long off, int size) {
    return new StructWalk(btf, type, off, size).find();
  }

  private Found find() {
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      if (off + size > type.size()) {
        Optional<Found> behind = enterTail();
        if (behind.isPresent()) {
          return behind.get();
        }
        continue;
      }
      Optional<Found> found = findMember();
      if (found.isPresent()) {
        return found.get();
      }
    }
    return new Found.Nothing("structures nested without end");
  }

  private String name() {
    return type.name().isEmpty() ? "an anonymous structure" : "struct " + type.name();
  }

  private Found beyond() {
    return new Found.Nothing(
        size
            + (size == 1 ? " byte at " : " bytes at ")
            + off
            + " of "
            + name()
            + ", which has "
            + type.size());
  }

  /** Behind the last member only the elements of an array without a length are. */
  private Optional<Found> enterTail() {
    List<Member> members = type.members();
    if (members.isEmpty()) {
      return Optional.of(beyond());
    }
    Member last = members.get(members.size() - 1);
    long start = last.bitOffset() / Byte.SIZE;
    boolean isOpen =
        btf.type(btf.resolve(last.type())) instanceof BtfType.Array array
            && array.count() == 0
            && off >= start;
    if (!isOpen) {
      return Optional.of(beyond());
    }
    int element = ((BtfType.Array) btf.type(btf.resolve(last.type()))).element();
    BtfType plain = btf.type(btf.resolve(element));
    if (plain instanceof BtfType.Int) {
      return Optional.of(new Found.Plain());
    }
    if (!(plain instanceof Composite inner) || inner.size() == 0) {
      return Optional.of(beyond());
    }
    off = (off - start) % inner.size();
    type = inner;
    return Optional.empty();
  }

  /** {@return what is there; empty if that is in a structure inside, which is next} */
  private Optional<Found> findMember() {
    noteChoice();
    for (Member member : type.members()) {
      long start = member.bitOffset() / Byte.SIZE;
      if (off + size <= start) {
        break;
      }
      if (member.isBitField()) {
        long end = (member.bitOffset() + member.bitSize() + Byte.SIZE - 1) / Byte.SIZE;
        if (off <= start && end <= off + size) {
          return Optional.of(new Found.Plain());
        }
        continue;
      }
      if (off < start) {
        break;
      }
      long end = start + btf.sizeOf(member.type()).orElse(0);
      if (off < end) {
        return enter(member, start, end);
      }
    }
    return Optional.of(new Found.Nothing("no member is at " + off + " of " + name()));
  }

  private void noteChoice() {
    isChoice |= type instanceof BtfType.Union && type.members().size() != 1;
  }

  private Optional<Found> enter(Member member, long start, long end) {
    int id = btf.resolve(member.type());
    long from = start;
    while (btf.type(id) instanceof BtfType.Array array) {
      long each = btf.sizeOf(array.element()).orElse(0);
      if (each == 0) {
        return Optional.of(beyond());
      }
      from += (off - from) / each * each;
      id = btf.resolve(array.element());
    }
    BtfType inner = btf.type(id);
    if (inner instanceof Composite composite) {
      off -= from;
      type = composite;
      return Optional.empty();
    }
    if (inner instanceof BtfType.Ptr pointer) {
      return Optional.of(address(member, pointer, from));
    }
    return Optional.of(
        off + size > end && !isChoice
            ? new Found.Nothing("the end of the member " + member.name() + " of " + name())
            : new Found.Plain());
  }

  private Found address(Member member, BtfType.Ptr pointer, long start) {
    if (off != start || size != btf.pointerSize()) {
      return new Found.Nothing(
          "the pointer " + member.name() + " of " + name() + " is read in part");
    }
    int target = btf.resolve(pointer.target());
    if (!(btf.type(target) instanceof Composite)) {
      return new Found.Bytes();
    }
    String tag = btf.type(pointer.target()) instanceof BtfType.TypeTag mark ? mark.name() : "";
    return new Found.Address(target, member.name(), isChoice, tag);
  }
}
