package dev.jbpf.methods.translate;

import dev.jbpf.ir.Opcode;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.methods.helper.Numbers;
import dev.jbpf.methods.item.Item;
import dev.jbpf.methods.packet.Addresses;
import dev.jbpf.methods.refusal.Rule;
import dev.jbpf.methods.translate.method.BitCode;
import dev.jbpf.methods.translate.method.ChoiceCode;
import dev.jbpf.methods.translate.method.EqualityCode;
import dev.jbpf.methods.translate.method.MethodTranslator;
import dev.jbpf.methods.translate.method.NumberCode;
import dev.jbpf.methods.translate.method.ObjectCode;
import dev.jbpf.methods.translate.scope.Boxes;
import dev.jbpf.methods.translate.scope.FunctionScope;
import java.net.Inet4Address;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Methods that the machine does at once, or that have no meaning to translate, most of them the
 * JDK's. The others are translated from their class files.
 */
final class JdkCode {
  private final MethodTranslator t;
  private final FunctionScope scope;

  JdkCode(MethodTranslator translator) {
    this.t = translator;
    this.scope = translator.scope();
  }

  /** {@return whether it was one of these} */
  boolean step(CallCode.Call call) {
    if (call.owner() == Addresses.class) {
      return address(call);
    }
    if (call.owner() == Numbers.class) {
      return kernelsDivision(call);
    }
    if (Boxes.isBox(call.owner())) {
      return box(call) || number(call);
    }
    if (call.owner() == Number.class) {
      return unbox(call);
    }
    if (call.name().equals("getClass") && call.descriptor().startsWith("()")) {
      Item item = t.present(call.argument(0));
      Class<?> type =
          ObjectCode.type(item)
              .orElseThrow(() -> t.refuse(Rule.UNSUPPORTED, "the class of " + item.words()));
      t.push(new Item.Constant(type));
      return true;
    }
    if (call.is(Objects.class, "equals")) {
      t.push(new EqualityCode(t).equal(call.argument(0), call.argument(1)));
      return true;
    }
    if (call.is(Objects.class, "hashCode")) {
      t.push(new EqualityCode(t).hash(call.argument(0), Object.class));
      return true;
    }
    if (call.is(Objects.class, "requireNonNull")) {
      t.push(t.present(call.argument(0)));
      return true;
    }
    if (call.name().equals("ordinal") && Enum.class.isAssignableFrom(call.owner())) {
      t.push(ordinal(call, 0));
      return true;
    }
    if (call.name().equals("values") && call.owner().isEnum() && call.arguments().isEmpty()) {
      t.push(new Item.Constant(scope.unit().statics().constants(call.owner())));
      return true;
    }
    if (call.name().equals("compareTo") && Enum.class.isAssignableFrom(call.owner())) {
      t.push(scope.binary(Opcode.SUB, ordinal(call, 0), ordinal(call, 1)));
      return true;
    }
    return false;
  }

  private boolean box(CallCode.Call call) {
    boolean isBoxing = call.name().equals("valueOf") && !call.descriptor().contains("String");
    if (isBoxing) {
      t.push(
          new Item.Struct(call.owner(), Map.of(Boxes.VALUE, call.argument(0)), Optional.empty()));
    }
    return isBoxing || unbox(call);
  }

  private boolean unbox(CallCode.Call call) {
    Optional<Type> type = Boxes.unboxed(call.name());
    type.ifPresent(wanted -> t.push(scope.cast(t.number(t.present(call.argument(0))), wanted)));
    return type.isPresent();
  }

  private boolean address(CallCode.Call call) {
    Value number = t.number(t.present(call.argument(0)));
    t.push(
        call.name().equals("number")
            ? new Item.Number(number)
            : new Item.Struct(
                Inet4Address.class,
                Map.of(Boxes.VALUE, new Item.Number(number)),
                Optional.empty()));
    return true;
  }

  /** The machine's own: by zero the quotient is 0, the rest what was divided. */
  private boolean kernelsDivision(CallCode.Call call) {
    if (call.name().equals("log2Slot")) {
      bits(call, BitCode::slot);
      return true;
    }
    boolean isQuotient = call.name().equals("div");
    if (isQuotient || call.name().equals("mod")) {
      Opcode opcode = isQuotient ? Opcode.DIV : Opcode.MOD;
      t.push(scope.binary(opcode, t.number(call.argument(0)), t.number(call.argument(1))));
      return true;
    }
    return false;
  }

  private Value ordinal(CallCode.Call call, int argument) {
    return new ChoiceCode(t).ordinal(t.present(call.argument(argument)));
  }

  private boolean number(CallCode.Call call) {
    if (call.name().equals("reverseBytes")) {
      reverse(call);
      return true;
    }
    return (call.owner() == Integer.class || call.owner() == Long.class) && ofWhole(call);
  }

  private boolean ofWhole(CallCode.Call call) {
    switch (call.name()) {
      case "compareUnsigned" -> compare(call, false);
      case "compare" -> compare(call, true);
      case "divideUnsigned" -> divide(call, Opcode.DIV);
      case "remainderUnsigned" -> divide(call, Opcode.MOD);
      case "numberOfLeadingZeros" -> bits(call, BitCode::leadingZeros);
      case "numberOfTrailingZeros" -> bits(call, BitCode::trailingZeros);
      case "signum" -> signum(call);
      case "toUnsignedLong" -> t.push(scope.zeroExtended(t.number(call.argument(0))));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void compare(CallCode.Call call, boolean isSigned) {
    boolean isUnsigned =
        call.arguments().stream()
            .anyMatch(item -> item instanceof Item.Number number && number.isUnsigned());
    if (isSigned && isUnsigned) {
      throw t.refuse(Rule.UNSIGNED, call.toString());
    }
    t.push(scope.compared(isSigned, t.number(call.argument(0)), t.number(call.argument(1))));
  }

  private void bits(CallCode.Call call, BiFunction<BitCode, Value, Value> question) {
    t.push(question.apply(new BitCode(scope), t.number(call.argument(0))));
  }

  private void signum(CallCode.Call call) {
    Value number = t.number(call.argument(0));
    t.push(scope.compared(true, number, t.zero(number)));
  }

  private void divide(CallCode.Call call, Opcode opcode) {
    Value right = t.number(call.argument(1));
    new NumberCode(t).requireDivisor(right);
    t.push(t.f().binary(opcode, t.number(call.argument(0)), right));
  }

  private void reverse(CallCode.Call call) {
    Type type =
        call.owner() == Long.class
            ? Type.S64
            : call.owner() == Integer.class
                ? Type.S32
                : call.owner() == Short.class ? Type.S16 : Type.U16;
    t.push(scope.cast(swapped(t.number(call.argument(0)), type.bits()), type));
  }

  /** As numbers in network order are loaded, so that both together are nothing. */
  private Value swapped(Value value, int bits) {
    return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
        ? t.f().bigEndian(value, bits)
        : t.f().littleEndian(value, bits);
  }
}
