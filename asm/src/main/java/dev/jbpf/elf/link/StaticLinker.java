package dev.jbpf.elf.link;

import dev.jbpf.btf.BtfBuilder;
import dev.jbpf.elf.ElfObject;
import dev.jbpf.elf.build.ElfBuilder;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes one object of several, to be loaded, or linked again: what {@code bpftool gen object} does.
 *
 * <p>Sections of the same name follow each other. What one object declares and another defines is
 * one; a strong definition holds against weak ones; what is static stays its own. Equal types
 * become one, maps stay what they are. What nobody defines is left to whoever loads the object.
 */
public final class StaticLinker {
  private final List<LinkInput> inputs = new ArrayList<>();

  /** Has no objects yet. */
  public StaticLinker() {}

  /**
   * Adds an object; returns this.
   *
   * @param name how messages name it, such as its file
   * @throws ObjectLinkException if its types are damaged
   */
  public StaticLinker add(String name, ElfObject object) {
    inputs.add(LinkInput.of(name, object));
    return this;
  }

  /**
   * {@return the object that the others make}
   *
   * @throws ObjectLinkException if two of them define the same, have another licence or version,
   *     declare what another defines as something else, or are for machines of different byte order
   * @throws IllegalStateException if there is none
   */
  public ElfObject link() {
    if (inputs.isEmpty()) {
      throw new IllegalStateException("nothing to link: add(name, object) first");
    }
    requireSameOrder();
    ByteOrder order = inputs.get(0).object().order();
    ElfBuilder output = new ElfBuilder(order);
    output.flags(inputs.stream().mapToInt(input -> input.object().flags()).max().orElse(0));
    List<String> errors = new ArrayList<>();
    SectionPlacement placement = new SectionPlacement(output, errors);
    inputs.forEach(placement::add);
    GlobalSymbols globals = new GlobalSymbols(errors);
    inputs.forEach(input -> globals.add(input, placement));
    OutputSymbols symbols = new OutputSymbols(output, placement);
    inputs.forEach(input -> symbols.add(input, globals));
    placement.write(symbols);
    writeTypes(output, placement, new MergedTypes(placement, globals, errors));
    if (!errors.isEmpty()) {
      throw new ObjectLinkException(errors);
    }
    return output.build();
  }

  private void requireSameOrder() {
    LinkInput first = inputs.get(0);
    List<String> others =
        inputs.stream()
            .filter(input -> input.object().order() != first.object().order())
            .map(
                input ->
                    String.format(
                        "%s is %s, %s is %s",
                        first.name(), first.object().order(), input.name(), input.object().order()))
            .toList();
    if (!others.isEmpty()) {
      throw new ObjectLinkException(others);
    }
  }

  private void writeTypes(ElfBuilder output, SectionPlacement placement, MergedTypes merged) {
    List<LinkInput> typed = inputs.stream().filter(input -> input.types().isPresent()).toList();
    if (typed.isEmpty()) {
      return;
    }
    BtfBuilder types = new BtfBuilder(output.order());
    MergedExt ext = new MergedExt(placement, merged.merge(typed, types), types);
    typed.forEach(ext::add);
    if (!ext.isEmpty()) {
      output.section(".BTF.ext").align(4).putBytes(ext.toBytes());
    }
    output.section(".BTF").align(4).putBytes(types.toBytes());
  }
}
