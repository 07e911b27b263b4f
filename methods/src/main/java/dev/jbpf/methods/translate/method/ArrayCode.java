package dev.jbpf.methods.translate.method;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.kernel.Limits;
import dev.jbpf.methods.item.Element;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.item.Site;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.scope.Most;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;

/** Arrays of numbers: on the stack, or those that are known, which become variables. */
public final class ArrayCode {
  /** What the stack has. */
  private static final int MOST_BYTES = Limits.MAX_BPF_STACK;

  /** So many bytes are copied without a loop. */
  private static final int MOST_AT_ONCE = 64;

  private static final String INDEX = "an index of an array";

  private final MethodTranslator t;

  public ArrayCode(MethodTranslator translator) {
    this.t = translator;
  }

  /** The elements, and how many there are. */
  private record Elements(Value base, Element element, int length) {}

  public void make(int code) {
    Element element =
        Element.ofCode(code)
            .orElseThrow(() -> t.refuse(Rule.FLOATING_POINT, "an array of float or double"));
    Item.Array made = make(element, length(t.popNumber()));
    zero(t.f().address(made.object()), 0, made.object().size());
    t.push(made);
  }

  /** {@return the number of elements of a new array, or of a part of one} */
  public int length(Value number) {
    if (!number.isConstant() || number.immediate() < 0) {
      throw t.refuse(Rule.ARRAY_LENGTH, "a new array");
    }
    return (int) Math.min(number.immediate(), MOST_BYTES + 1);
  }

  private void zero(Value base, int from, int end) {
    for (int at = from; at < end; ) {
      int size = step(at, end - at);
      t.f().store(Type.Int.of(size * Byte.SIZE, false), 0, base, at);
      at += size;
    }
  }

  /** {@return how many of the {@code rest} bytes go at once where they lie as these places do} */
  private static int step(int places, int rest) {
    return Math.min(Integer.lowestOneBit(places | Long.BYTES), Integer.highestOneBit(rest));
  }

  /** {@return a new array, whose numbers are whatever was there} */
  private Item.Array make(Element element, int count) {
    Site site = t.path().site(t.at(), element.java().arrayType());
    ObjectCode.requireGone(t, site);
    int size = Math.max(1, count * element.bytes());
    if (size > MOST_BYTES) {
      throw t.refuse(Rule.STACK_SIZE, "an array of " + size + " bytes or more");
    }
    StackObject object =
        t.path().object(t.at(), () -> t.f().stackObject("array", (size + 7) / 8 * 8));
    return new Item.Array(site, element, count, object, Optional.empty());
  }

  /** A copy of the array on top; of objects, which are known, it is the same. */
  public void copy() {
    Item array = t.present(t.pop());
    if (array instanceof Item.Constant known && Element.of(component(known)).isEmpty()) {
      t.push(known);
    } else {
      copy(array, 0, elements(array).length());
    }
  }

  /** A new array of the elements between these; those behind the end are 0. */
  public void copy(Item array, int from, int to) {
    Elements old = elements(t.present(array));
    int size = old.element().bytes();
    if (from > old.length() || from > to) {
      throw t.refuse(Rule.ARRAY_LENGTH, "a copy of the elements from " + from + " on");
    }
    Item.Array made = make(old.element(), to - from);
    Value base = t.f().address(made.object());
    int copied = Math.min(to, old.length()) - from;
    copy(old.base(), from * size, base, 0, copied * size);
    zero(base, copied * size, made.object().size());
    t.push(made);
  }

  private void copy(Value from, int at, Value to, int start, int bytes) {
    for (int done = 0; done < bytes; ) {
      int size = step(at + done | start + done, bytes - done);
      Type type = Type.Int.of(size * Byte.SIZE, false);
      t.f().store(t.f().load(type, from, at + done), to, start + done);
      done += size;
    }
  }

  /**
   * {@return whether it has copied the elements: few, whose places are known}
   *
   * @param parts the array, the first element, the other array, the first element there, how many
   */
  public boolean copyPart(List<Item> parts) {
    Elements from = elements(t.present(parts.get(0)));
    Elements to = elements(t.present(parts.get(2)));
    if (from.element() != to.element()) {
      throw t.refuse(Rule.UNSUPPORTED, "a copy between arrays of other numbers");
    }
    Value at = t.number(parts.get(1));
    Value start = t.number(parts.get(3));
    Value count = t.number(parts.get(4));
    if (!isRange(at, count, from.length()) || !isRange(start, count, to.length())) {
      return false;
    }
    int size = from.element().bytes();
    int bytes = (int) count.immediate() * size;
    boolean isInItself = parts.get(0).equals(parts.get(2));
    if (isInItself || bytes > MOST_AT_ONCE) {
      return false;
    }
    int first = (int) at.immediate() * size;
    copy(from.base(), first, to.base(), (int) start.immediate() * size, bytes);
    return true;
  }

  private static boolean isRange(Value at, Value count, int length) {
    return at.isConstant()
        && count.isConstant()
        && at.immediate() >= 0
        && count.immediate() >= 0
        && at.immediate() + count.immediate() <= length;
  }

  private Class<?> component(Item.Constant known) {
    Class<?> type = known.object().getClass();
    if (!type.isArray()) {
      throw t.refuse(Rule.UNSUPPORTED, known.words() + " where an array is wanted");
    }
    return type.getComponentType();
  }

  public void length() {
    Item array = t.present(t.pop());
    if (array instanceof Item.Array own) {
      t.push(t.scope().number(own.length()));
    } else if (array instanceof Item.Constant known && known.object().getClass().isArray()) {
      t.push(t.scope().number(Array.getLength(known.object())));
    } else {
      throw t.refuse(Rule.UNSUPPORTED, "the length of " + array.words());
    }
  }

  public void load(int opcode) {
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
      t.push(new ChoiceCode(t).element(known.object(), index));
      return;
    }
    t.push(element(array, index));
  }

  /** {@return the number of the array, whose index is compared with its length} */
  public Item element(Item array, Value index) {
    Elements elements = elements(array);
    Value address = place(elements, index);
    Value loaded = t.f().load(elements.element().type(), address, offset(elements, index));
    return new Item.Number(t.f().cast(loaded, loaded.type().isWide() ? Type.S64 : Type.S32));
  }

  /** Elements of arrays that are known. */
  private void loadObject(Item array, Value index) {
    if (!(array instanceof Item.Constant known)) {
      throw t.refuse(Rule.ARRAY_OF_OBJECTS, array.words());
    }
    int length = Array.getLength(known.object());
    if (length == 0) {
      throw t.refuse(Rule.ARRAY_OF_OBJECTS, "an element of an array that has none");
    }
    requireInside(index, length);
    boolean isOutside = index.isConstant() && (index.immediate() & 0xffff_ffffL) >= length;
    Value number = isOutside ? t.scope().number(0) : index;
    t.push(new ChoiceCode(t).element(known.object(), number));
  }

  /** Goes on only where the array has an element of that number. */
  private void requireInside(Value index, int length) {
    if (Most.of(index) < length) {
      return;
    }
    Value number = t.f().cast(index, Type.U32);
    t.scope().require(t.f().ask(Opcode.LT, number, t.f().constant(Type.U32, length)), INDEX);
  }

  public void store(int opcode) {
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

  /** {@return the address of its first element} */
  public Value address(Item.Array own) {
    return own.given().orElseGet(() -> t.f().address(own.object()));
  }

  private Elements elements(Item array) {
    if (array instanceof Item.Array own) {
      return new Elements(address(own), own.element(), own.length());
    }
    if (array instanceof Item.Constant known && known.object().getClass().isArray()) {
      Class<?> type = known.object().getClass().getComponentType();
      Element element =
          Element.of(type).orElseThrow(() -> t.refuse(Rule.ARRAY_OF_OBJECTS, array.words()));
      String name = t.scope().unit().statics().array(known.object(), element).name();
      return new Elements(t.f().mapValue(name, 0), element, Array.getLength(known.object()));
    }
    throw t.refuse(Rule.UNSUPPORTED, "an element of " + array.words());
  }

  /** {@return what the element's offset is counted from, if the array has the element} */
  private Value place(Elements elements, Value index) {
    if (isInside(elements, index)) {
      return elements.base();
    }
    requireInside(index, elements.length());
    Value number = t.f().cast(t.f().cast(index, Type.U32), Type.U64);
    Value bytes = t.f().mul(number, elements.element().bytes());
    return t.f().offset(elements.base(), bytes);
  }

  private static boolean isInside(Elements elements, Value index) {
    return index.isConstant() && index.immediate() >= 0 && index.immediate() < elements.length();
  }

  private static int offset(Elements elements, Value index) {
    return isInside(elements, index) ? (int) index.immediate() * elements.element().bytes() : 0;
  }
}
