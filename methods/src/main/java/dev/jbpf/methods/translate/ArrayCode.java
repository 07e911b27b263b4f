package dev.jbpf.methods.translate;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.methods.item.Element;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.item.Site;
import dev.jbpf.methods.refusal.Rule;
import java.lang.reflect.Array;
import org.objectweb.asm.Opcodes;

/** Arrays of numbers: on the stack, or those that are known, which become variables. */
final class ArrayCode {
  private final MethodTranslator t;

  ArrayCode(MethodTranslator translator) {
    this.t = translator;
  }

  /** The elements, and how many there are. */
  private record Elements(Value base, Element element, int length) {}

  void make(int code) {
    Element element =
        Element.ofCode(code)
            .orElseThrow(() -> t.refuse(Rule.FLOATING_POINT, "an array of float or double"));
    Value length = t.popNumber();
    if (!length.isConstant() || length.immediate() < 0) {
      throw t.refuse(Rule.ARRAY_LENGTH, "a new array");
    }
    int count = (int) length.immediate();
    Site site = t.path().site(t.at(), element.getClass());
    ObjectCode.requireGone(t, site);
    int size = Math.max(1, count * element.bytes());
    StackObject object =
        t.path().object(t.at(), () -> t.f().stackObject("array", (size + 7) / 8 * 8));
    Value base = t.f().address(object);
    for (int at = 0; at < object.size(); at += Long.BYTES) {
      t.f().store(Type.U64, 0, base, at);
    }
    t.push(new Item.Array(site, element, count, object));
  }

  void length() {
    Item array = t.present(t.pop());
    if (array instanceof Item.Array own) {
      t.push(t.scope().number(own.length()));
    } else if (array instanceof Item.Constant known && known.object().getClass().isArray()) {
      t.push(t.scope().number(Array.getLength(known.object())));
    } else {
      throw t.refuse(Rule.UNSUPPORTED, "the length of " + array.words());
    }
  }

  void load(int opcode) {
    if (opcode == Opcodes.FALOAD || opcode == Opcodes.DALOAD) {
      throw t.refuse(Rule.FLOATING_POINT, "an array of float or double");
    }
    Value index = t.popNumber();
    Item array = t.present(t.pop());
    if (opcode == Opcodes.AALOAD) {
      loadObject(array, index);
      return;
    }
    if (array instanceof Item.Constant known
        && t.scope().unit().statics().isTable(known.object())) {
      t.push(new EnumCode(t).element(known.object(), index));
      return;
    }
    Elements elements = elements(array);
    Value address = place(elements, index);
    Value loaded = t.f().load(elements.element().type(), address, offset(elements, index));
    t.push(t.f().cast(loaded, loaded.type().isWide() ? Type.S64 : Type.S32));
  }

  /** Elements of arrays that are known. */
  private void loadObject(Item array, Value index) {
    if (!(array instanceof Item.Constant known) || !index.isConstant()) {
      throw t.refuse(Rule.ARRAY_OF_OBJECTS, array.words());
    }
    Object element = Array.get(known.object(), (int) index.immediate());
    t.push(element == null ? new Item.Null() : new Item.Constant(element));
  }

  void store(int opcode) {
    if (opcode == Opcodes.AASTORE) {
      throw t.refuse(Rule.ARRAY_OF_OBJECTS, "an element that is no number");
    }
    if (opcode == Opcodes.FASTORE || opcode == Opcodes.DASTORE) {
      throw t.refuse(Rule.FLOATING_POINT, "an array of float or double");
    }
    Value value = t.popNumber();
    Value index = t.popNumber();
    Elements elements = elements(t.present(t.pop()));
    Value address = place(elements, index);
    Type type = elements.element().type();
    t.f().store(t.f().cast(value, type), address, offset(elements, index));
  }

  private Elements elements(Item array) {
    if (array instanceof Item.Array own) {
      return new Elements(t.f().address(own.object()), own.element(), own.length());
    }
    if (array instanceof Item.Constant known && known.object().getClass().isArray()) {
      Class<?> type = known.object().getClass().getComponentType();
      Element element =
          Element.of(type).orElseThrow(() -> t.refuse(Rule.ARRAY_OF_OBJECTS, array.words()));
      String name = t.scope().unit().statics().array("table", known.object(), element).name();
      return new Elements(t.f().mapValue(name, 0), element, Array.getLength(known.object()));
    }
    throw t.refuse(Rule.UNSUPPORTED, "an element of " + array.words());
  }

  /** {@return what the element's offset is counted from, if the array has the element} */
  private Value place(Elements elements, Value index) {
    if (isInside(elements, index)) {
      return elements.base();
    }
    Value number = t.f().cast(index, Type.U32);
    Value length = t.f().constant(Type.U32, elements.length());
    t.scope().require(t.f().ask(Opcode.LT, number, length), "an index of an array");
    Value bytes = t.f().mul(t.f().cast(number, Type.U64), elements.element().bytes());
    return t.f().offset(elements.base(), bytes);
  }

  private static boolean isInside(Elements elements, Value index) {
    return index.isConstant() && index.immediate() >= 0 && index.immediate() < elements.length();
  }

  private static int offset(Elements elements, Value index) {
    return isInside(elements, index) ? (int) index.immediate() * elements.element().bytes() : 0;
  }
}
