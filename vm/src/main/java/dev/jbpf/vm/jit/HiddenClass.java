package dev.jbpf.vm.jit;

import static org.objectweb.asm.Opcodes.*;

import dev.jbpf.vm.jit.callee.Callee;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

/**
 * A class that is generated and belongs to its program alone: it goes when the program goes. It can
 * name objects, as constants that HotSpot sees through.
 */
final class HiddenClass {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private final ClassWriter writer = new ClassWriter(0);
  private final Constructor<?> parent;
  private final String name;
  private final List<Object> constants = new ArrayList<>();
  private final List<String> types = new ArrayList<>();

  /**
   * A class of that simple name that extends {@code type} of this package, which has one
   * constructor, of objects.
   */
  HiddenClass(String simpleName, Class<?> type) {
    parent = type.getDeclaredConstructors()[0];
    name = Type.getInternalName(HiddenClass.class).replace("HiddenClass", simpleName);
    int access = ACC_FINAL | ACC_SUPER | ACC_SYNTHETIC;
    writer.visit(V17, access, name, null, Type.getInternalName(type), null);
    constructor(Type.getInternalName(type), Type.getConstructorDescriptor(parent));
  }

  private void constructor(String type, String descriptor) {
    int locals = 1 + parent.getParameterCount();
    MethodVisitor out = writer.visitMethod(0, "<init>", descriptor, null, null);
    out.visitCode();
    for (int i = 0; i < locals; i++) {
      out.visitVarInsn(ALOAD, i);
    }
    out.visitMethodInsn(INVOKESPECIAL, type, "<init>", descriptor, false);
    out.visitInsn(RETURN);
    out.visitMaxs(locals, locals);
    out.visitEnd();
  }

  /** {@return the internal name, for calls inside of the class} */
  String name() {
    return name;
  }

  /** {@return a new method} */
  MethodVisitor method(int access, String method, String descriptor) {
    return writer.visitMethod(access, method, descriptor, null, null);
  }

  /** {@return the number of a new constant} Its type is one that this package sees. */
  int constant(Object value, Class<?> type) {
    String descriptor = Type.getDescriptor(type);
    int access = ACC_STATIC | ACC_FINAL | ACC_PRIVATE;
    writer.visitField(access, "k" + constants.size(), descriptor, null, null).visitEnd();
    constants.add(value);
    types.add(descriptor);
    return constants.size() - 1;
  }

  /** Pushes the constant of that number. */
  void push(MethodVisitor out, int constant) {
    out.visitFieldInsn(GETSTATIC, name, "k" + constant, types.get(constant));
  }

  /** {@return an instance of the finished class, of these arguments of the constructor} */
  Object make(Object... arguments) {
    initializer();
    writer.visitEnd();
    try {
      return LOOKUP
          .defineHiddenClassWithClassData(writer.toByteArray(), constants.toArray(), true)
          .lookupClass()
          .getDeclaredConstructor(parent.getParameterTypes())
          .newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a compiled program does not link", e);
    }
  }

  private void initializer() {
    MethodVisitor out = writer.visitMethod(ACC_STATIC, "<clinit>", "()V", null, null);
    out.visitCode();
    Callee.LOOKUP.call(out);
    out.visitLdcInsn("_");
    out.visitLdcInsn(Type.getType(Object[].class));
    Callee.CLASS_DATA.call(out);
    out.visitTypeInsn(CHECKCAST, "[Ljava/lang/Object;");
    out.visitVarInsn(ASTORE, 0);
    for (int i = 0; i < constants.size(); i++) {
      out.visitVarInsn(ALOAD, 0);
      out.visitLdcInsn(i);
      out.visitInsn(AALOAD);
      out.visitTypeInsn(CHECKCAST, Type.getType(types.get(i)).getInternalName());
      out.visitFieldInsn(PUTSTATIC, name, "k" + i, types.get(i));
    }
    out.visitInsn(RETURN);
    out.visitMaxs(3, 1);
    out.visitEnd();
  }
}
