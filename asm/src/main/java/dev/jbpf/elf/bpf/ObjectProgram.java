package dev.jbpf.elf.bpf;

import dev.jbpf.btf.core.CoreTypes;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.bpf.read.CodeFunction;
import dev.jbpf.elf.bpf.read.CodeSection;
import dev.jbpf.elf.extern.LinkTarget;
import java.util.Optional;
import java.util.OptionalInt;

/** A program of an object: a function that the kernel calls. */
public final class ObjectProgram {
  private static final int MOST_DIGITS = 9;

  private final LinkableObject parts;
  private final CodeFunction entry;

  ObjectProgram(LinkableObject parts, CodeFunction entry) {
    this.parts = parts;
    this.entry = entry;
  }

  /** {@return the name: the function's} */
  public String name() {
    return entry.name();
  }

  /** {@return the name of the section that it is in} */
  public String section() {
    return entry.code().name();
  }

  /** {@return what that name says of the program's type; empty if it says nothing} */
  public Optional<ProgramSection> kind() {
    return ProgramSection.of(section());
  }

  /**
   * {@return the program, linked with all that it calls, for types as the object has them and
   * without a kernel}
   *
   * @throws BpfObjectException as {@link ObjectLinker#link} does
   */
  public LinkedProgram link() {
    return new ObjectLinker(parts, LinkTarget.of(CoreTypes.own())).link(this);
  }

  CodeFunction entry() {
    return entry;
  }

  /**
   * {@return the index in an array of programs that the section's name says, as in {@code
   * socket/3}: the way of the kernel's samples to say where tail calls lead}
   */
  public OptionalInt tailCallIndex() {
    Optional<ProgramSection> kind = kind();
    return kind.isPresent() && isNumber(kind.get().target())
        ? OptionalInt.of(Integer.parseInt(kind.get().target()))
        : OptionalInt.empty();
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /** {@return whether it is a function for other objects to call, of one that has no programs} */
  public boolean isForOthers() {
    return section().equals(CodeSection.TEXT);
  }

  @Override
  public String toString() {
    return name() + " in " + section();
  }
}
