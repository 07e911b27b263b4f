package dev.jbpf.elf.ops;

import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import dev.jbpf.btf.Flavour;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/**
 * A variable of the section {@code .struct_ops} or {@code .struct_ops.link}: a structure of the
 * kernel's with functions of the object.
 *
 * @param name the variable's
 * @param section the section's, without a question mark in front
 * @param isOptional whether it is left out unless somebody asks for it: the section's name starts
 *     with a question mark
 * @param types the object's
 * @param type the id of the structure among them
 * @param content the bytes of the variable
 * @param functions the names of the functions in it, by their offsets in bytes
 */
public record StructOps(
    String name,
    String section,
    boolean isOptional,
    Btf types,
    int type,
    ByteBuffer content,
    Map<Integer, String> functions) {
  static final String SECTION = ".struct_ops";

  static final String LINKED = SECTION + ".link";

  /** The map is copied, the content is read only. */
  public StructOps {
    functions = Map.copyOf(functions);
    content = content.asReadOnlyBuffer().order(content.order());
  }

  /** {@return the content, to be read in the object's byte order} */
  @Override
  public ByteBuffer content() {
    return content.duplicate().order(content.order());
  }

  /** {@return the byte order of numbers in the content} */
  public ByteOrder order() {
    return content.order();
  }

  /** {@return whether the kernel keeps a link to it, since Linux 6.4} */
  public boolean isLinked() {
    return section.equals(LINKED);
  }

  /** {@return what the kernel calls the structure: {@code tcp_congestion_ops}} */
  public String kernelName() {
    return Flavour.essential(types.name(type));
  }

  /** {@return the name of the first member that is that function of the object} */
  public Optional<String> member(String function) {
    return structure().members().stream()
        .filter(one -> function.equals(functions.get((int) (one.bitOffset() / Byte.SIZE))))
        .map(BtfType.Member::name)
        .findFirst();
  }

  BtfType.Struct structure() {
    return (BtfType.Struct) types.type(type);
  }
}
