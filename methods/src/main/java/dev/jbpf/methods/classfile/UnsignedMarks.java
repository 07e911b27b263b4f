package dev.jbpf.methods.classfile;

import dev.jbpf.methods.Unsigned;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypeReference;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.LocalVariableAnnotationNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeAnnotationNode;

/** What {@link Unsigned} says of a method: its parameters, its local variables, its result. */
final class UnsignedMarks {
  private static final String MARK = Type.getDescriptor(Unsigned.class);

  private final CodeBlocks code;
  private final List<LocalVariableAnnotationNode> locals = new ArrayList<>();
  private final BitSet parameters = new BitSet();
  private final boolean isResult;

  UnsignedMarks(MethodNode node, CodeBlocks code) {
    this.code = code;
    if (node.visibleLocalVariableAnnotations != null) {
      for (LocalVariableAnnotationNode mark : node.visibleLocalVariableAnnotations) {
        if (mark.desc.equals(MARK)) {
          locals.add(mark);
        }
      }
    }
    boolean result = false;
    for (TypeAnnotationNode mark : marks(node.visibleTypeAnnotations)) {
      TypeReference place = new TypeReference(mark.typeRef);
      if (place.getSort() == TypeReference.METHOD_FORMAL_PARAMETER) {
        parameters.set(slot(node, place.getFormalParameterIndex()));
      }
      result |= place.getSort() == TypeReference.METHOD_RETURN;
    }
    this.isResult = result;
  }

  private static List<TypeAnnotationNode> marks(@Nullable List<TypeAnnotationNode> all) {
    List<TypeAnnotationNode> marks = new ArrayList<>();
    if (all != null) {
      for (TypeAnnotationNode mark : all) {
        if (mark.desc.equals(MARK) && mark.typePath == null) {
          marks.add(mark);
        }
      }
    }
    return marks;
  }

  private static int slot(MethodNode node, int parameter) {
    int slot = (node.access & org.objectweb.asm.Opcodes.ACC_STATIC) != 0 ? 0 : 1;
    Type[] types = Type.getArgumentTypes(node.desc);
    for (int i = 0; i < parameter; i++) {
      slot += types[i].getSize();
    }
    return slot;
  }

  boolean isResult() {
    return isResult;
  }

  /** {@return whether the local that is read there is marked} */
  boolean isLocal(int slot, int at) {
    if (parameters.get(slot)) {
      return true;
    }
    for (LocalVariableAnnotationNode mark : locals) {
      if (covers(mark, slot, at)) {
        return true;
      }
    }
    return false;
  }

  private boolean covers(LocalVariableAnnotationNode mark, int slot, int at) {
    for (int i = 0; i < mark.index.size(); i++) {
      if (mark.index.get(i) == slot
          && code.index(mark.start.get(i)) <= at
          && at < code.index(mark.end.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** {@return the fields that are marked} */
  static Set<String> fields(ClassNode node) {
    Set<String> names = new HashSet<>();
    for (FieldNode field : node.fields) {
      if (!marks(field.visibleTypeAnnotations).isEmpty()) {
        names.add(field.name);
      }
    }
    return names;
  }
}
