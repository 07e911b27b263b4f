package dev.jbpf.gen.skeleton;

import static javax.lang.model.element.Modifier.PUBLIC;

import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.TypeSpec;
import dev.jbpf.btf.Btf;
import dev.jbpf.btf.BtfType;
import java.util.ArrayList;
import java.util.List;

/**
 * The components of a record, each where the structure has its member: gaps that alignment does not
 * explain become bytes, and so does what has no type in Java.
 */
final class RecordShape {
  private final Btf types;
  private final RecordTypes records;
  private final JavaNames names = new JavaNames();
  private final List<ParameterSpec> components = new ArrayList<>();
  private int end;
  private int alignment = 1;

  RecordShape(Btf types, RecordTypes records) {
    this.types = types;
    this.records = records;
  }

  int alignment() {
    return alignment;
  }

  /** Takes all members; false if no record has this layout. */
  boolean add(BtfType.Struct struct) {
    members(struct, 0);
    if (align(end) < struct.size()) {
      place(Component.bytes((int) struct.size() - end), "rest");
    }
    return end > 0 && align(end) == struct.size();
  }

  private int align(int offset) {
    return align(offset, alignment);
  }

  private static int align(int offset, int multiple) {
    return offset + (-offset & multiple - 1);
  }

  private void members(BtfType.Composite owner, int start) {
    for (BtfType.Member member : owner.members()) {
      int offset = start + (int) (member.bitOffset() / Byte.SIZE);
      BtfType plain = types.type(types.resolve(member.type()));
      if (member.name().isEmpty() && plain instanceof BtfType.Struct inner) {
        members(inner, offset);
      } else if (!member.isBitField()) {
        member(member, offset);
      }
    }
  }

  private void member(BtfType.Member member, int offset) {
    int size = records.size(member.type());
    String name = member.name().isEmpty() ? "either" : member.name();
    if (size == 0 || offset < end) {
      return; // what grows behind the structure, or shares its place
    }
    Component component =
        records
            .component(member.type(), name)
            .filter(typed -> offset % typed.alignment() == 0)
            .orElseGet(() -> Component.bytes(size));
    if (align(end, component.alignment()) < offset) {
      place(Component.bytes(offset - end), "gap");
    }
    place(component, name);
  }

  private void place(Component component, String name) {
    components.add(
        ParameterSpec.builder(component.type(), names.member(name))
            .addAnnotations(component.annotations())
            .build());
    end = align(end, component.alignment()) + component.size();
    alignment = Math.max(alignment, component.alignment());
  }

  TypeSpec type(String name, BtfType.Struct struct) {
    MethodSpec.Builder constructor = MethodSpec.constructorBuilder();
    components.forEach(constructor::addParameter);
    return TypeSpec.recordBuilder(name)
        .addModifiers(PUBLIC)
        .addJavadoc(
            "$L, $L bytes.\n",
            struct.name().isEmpty() ? "A structure" : "{@code struct " + struct.name() + "}",
            struct.size())
        .recordConstructor(constructor.build())
        .build();
  }
}
