package dev.jbpf.methods.classfile;

import dev.jbpf.diag.Origin;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** A method of a class file. */
public final class MethodCode {
  private final ClassFiles owner;
  private final MethodNode head;
  private Optional<MethodNode> whole = Optional.empty();
  private Optional<CodeBlocks> blocks = Optional.empty();
  private Optional<UnsignedMarks> unsigned = Optional.empty();

  MethodCode(ClassFiles owner, MethodNode head) {
    this.owner = owner;
    this.head = head;
  }

  /** {@return the class that declares it} */
  public Class<?> type() {
    return owner.type();
  }

  /** {@return what the class file says of it} */
  public synchronized MethodNode node() {
    if (whole.isEmpty()) {
      whole = Optional.of(owner.withCode(head));
    }
    return whole.get();
  }

  /** {@return what it takes and returns} */
  public String descriptor() {
    return head.desc;
  }

  /** {@return whether it has an annotation of that type} */
  public boolean isMarked(Class<?> annotation) {
    return mark(annotation).isPresent();
  }

  /** {@return the annotation of that type, if it has one} */
  public Optional<Mark> mark(Class<?> annotation) {
    return Mark.of(head.visibleAnnotations, annotation);
  }

  /** {@return its name} */
  public String name() {
    return head.name;
  }

  /** {@return whether it has instructions} */
  public boolean hasCode() {
    return (head.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
  }

  /** {@return whether it has no {@code this}} */
  public boolean isStatic() {
    return Modifier.isStatic(head.access);
  }

  /** {@return its blocks} */
  public synchronized CodeBlocks blocks() {
    if (blocks.isEmpty()) {
      blocks = Optional.of(CodeBlocks.of(this));
    }
    return blocks.get();
  }

  /** {@return whether the local that is read there is one without sign} */
  public boolean isUnsigned(int local, int at) {
    return unsigned().isLocal(local, at);
  }

  /** {@return whether what it returns has no sign} */
  public boolean isUnsigned() {
    return unsigned().isResult();
  }

  private synchronized UnsignedMarks unsigned() {
    if (unsigned.isEmpty()) {
      unsigned = Optional.of(new UnsignedMarks(node(), blocks()));
    }
    return unsigned.get();
  }

  /** {@return the line of the instruction of that number} */
  public Origin origin(int index) {
    return new Origin.Java(type().getName(), head.name, file(), blocks().line(index));
  }

  /** {@return where the method begins} */
  public Origin origin() {
    return origin(0);
  }

  private String file() {
    String file = owner.node().sourceFile;
    return file == null ? type().getSimpleName() + ".java" : file;
  }

  @Override
  public String toString() {
    return type().getSimpleName() + "." + head.name;
  }
}
