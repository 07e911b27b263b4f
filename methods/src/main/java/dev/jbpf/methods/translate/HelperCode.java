package dev.jbpf.methods.translate;

import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.Helper;
import dev.jbpf.kernel.HelperSignature;
import dev.jbpf.methods.classfile.ClassFiles;
import dev.jbpf.methods.classfile.MethodCode;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.map.Cell;
import dev.jbpf.methods.mark.CalledBack;
import dev.jbpf.methods.memory.MapStore;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.method.Classes;
import dev.jbpf.methods.translate.method.MethodTranslator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls of helpers. */
final class HelperCode {
  private final MethodTranslator t;

  HelperCode(MethodTranslator translator) {
    this.t = translator;
  }

  void step(Helper helper, CallCode.Call call) {
    if (t.scope().unit().lacks(helper)) {
      throw t.refuse(Rule.HELPER_VERSION, helper.functionName() + " needs Linux " + helper.since());
    }
    org.objectweb.asm.Type[] types = org.objectweb.asm.Type.getArgumentTypes(call.descriptor());
    List<Value> arguments = new ArrayList<>();
    Optional<CallbackCode> callback = Optional.empty();
    for (int i = 0; i < types.length; i++) {
      Optional<MethodCode> driver = driver(types[i]);
      if (driver.isPresent()) {
        callback = Optional.of(new CallbackCode(t, helper, driver.get(), call.argument(i)));
        arguments.addAll(callback.get().arguments());
      } else {
        arguments.add(argument(call.argument(i)));
      }
    }
    org.objectweb.asm.Type wanted = org.objectweb.asm.Type.getReturnType(call.descriptor());
    Value result = t.f().call(helper, result(helper, wanted), arguments.toArray(Value[]::new));
    if (callback.isPresent()) {
      callback.get().comeBack();
    }
    switch (wanted.getSort()) {
      case org.objectweb.asm.Type.VOID -> {}
      case org.objectweb.asm.Type.LONG -> t.push(result);
      case org.objectweb.asm.Type.OBJECT -> t.push(new Item.Address(result, mayBeNull(helper)));
      default -> t.push(t.scope().cast(result, Type.S32));
    }
  }

  /** {@return what the kernel calls, if an object of the type is called back} */
  private Optional<MethodCode> driver(org.objectweb.asm.Type type) {
    if (type.getSort() != org.objectweb.asm.Type.OBJECT) {
      return Optional.empty();
    }
    Class<?> face = Classes.load(t, type.getInternalName());
    if (!face.isInterface()) {
      return Optional.empty();
    }
    for (MethodCode method : ClassFiles.of(face).methods()) {
      if (method.isMarked(CalledBack.class)) {
        return Optional.of(method);
      }
    }
    return Optional.empty();
  }

  private static Type result(Helper helper, org.objectweb.asm.Type wanted) {
    return switch (wanted.getSort()) {
      case org.objectweb.asm.Type.VOID -> Type.NONE;
      case org.objectweb.asm.Type.OBJECT ->
          mayBeNull(helper) ? address(helper).orNull() : address(helper);
      default -> Type.S64;
    };
  }

  private static boolean mayBeNull(Helper helper) {
    return helper.signature().result() == HelperSignature.Result.PTR_OR_NULL;
  }

  private static Type.Pointer address(Helper helper) {
    if (helper == Helper.MAP_LOOKUP_ELEM) {
      return Type.MAP_VALUE;
    }
    return helper == Helper.RINGBUF_RESERVE ? Type.RING_RECORD : Type.MEMORY;
  }

  /** {@return what goes into the register} */
  Value argument(Item item) {
    if (item instanceof Item.Null) {
      return t.f().constant(Type.U64, 0);
    }
    Item given = t.present(item);
    if (given instanceof Item.Address address) {
      return address.value();
    }
    if (given instanceof Item.Kernel struct) {
      return new KernelCode(t).address(struct);
    }
    if (given instanceof Item.Struct cell && cell.type() == Cell.class) {
      return argument(cell.fields().get("area"));
    }
    if (given instanceof Item.Constant constant && constant.object() instanceof MapStore store) {
      t.scope().unit().define(store.definition());
      return t.f().map(store.definition());
    }
    return t.scope().cast(t.number(given), Type.S64);
  }
}
