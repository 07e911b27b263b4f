package dev.jbpf.elf.link;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfException;
import dev.jbpf.btf.BtfExt;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.bpf.read.CompleteTypes;
import java.util.List;
import java.util.Optional;

/**
 * An object to be linked.
 *
 * @param name how messages name it
 * @param types its types, whose sections say where their variables are
 */
record LinkInput(String name, ElfObject object, Optional<Btf> types, Optional<BtfExt> ext) {

  static LinkInput of(String name, ElfObject object) {
    try {
      Optional<Btf> types =
          object.section(".BTF").map(section -> Btf.parse(CompleteTypes.of(object, section)));
      Optional<BtfExt> ext =
          types.flatMap(btf -> object.section(".BTF.ext").map(s -> BtfExt.parse(s.toBytes(), btf)));
      return new LinkInput(name, object, types, ext);
    } catch (BtfException e) {
      throw new ObjectLinkException(List.of(name + ": " + e.getMessage()));
    }
  }
}
