package dev.jbpf.elf.bpf.read;

import dev.jbpf.btf.BtfException;
import dev.jbpf.btf.section.BtfSections;
import dev.jbpf.elf.BpfObjectException;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.section.Relocation;
import dev.jbpf.elf.section.Section;
import java.nio.ByteBuffer;

/** An object's types with what its compiler left to linkers: sizes of sections, places in them. */
public final class CompleteTypes {
  private CompleteTypes() {}

  /**
   * {@return the BTF in {@code section} of {@code object}, complete} Relocations are applied: a
   * variable's offset is its symbol's value, whatever type they are of. Compilers changed their
   * minds about that.
   *
   * @throws BpfObjectException if a relocation lies outside
   * @throws BtfException if it is no BTF
   */
  public static byte[] of(ElfObject object, Section section) {
    return of(object, section, new SymbolLayout(object));
  }

  public static byte[] of(ElfObject object, Section section, SymbolLayout layout) {
    byte[] bytes = section.toBytes();
    ByteBuffer words = ByteBuffer.wrap(bytes).order(object.order());
    for (Relocation relocation : section.relocations()) {
      int at = relocation.offset();
      if (at > bytes.length - Integer.BYTES) {
        throw new BpfObjectException(".BTF+" + at + ": a relocation where no offset has room");
      }
      long value = layout.offset(object.symbols().get(relocation.symbol()));
      words.putInt(at, (int) (words.getInt(at) + value));
    }
    return BtfSections.complete(bytes, layout);
  }
}
