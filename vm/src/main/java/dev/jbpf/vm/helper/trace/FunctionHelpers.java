package dev.jbpf.vm.helper.trace;

import dev.jbpf.kernel.Errno;
import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.context.FunctionCall;
import dev.jbpf.vm.helper.Environment;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import java.util.OptionalLong;

/** The function that a program is attached to: its arguments, its result, its place. */
public record FunctionHelpers(Environment environment) implements HelperFamily {
  private static final long LOW = 0xffff_ffffL;

  @Override
  public void register(Registry registry) {
    registry.put(
        Helper.GET_FUNC_ARG,
        (call, context, number, to, r4, r5) -> argument(call, number & LOW, to));
    registry.put(
        Helper.GET_FUNC_ARG_CNT,
        (call, context, r2, r3, r4, r5) -> function(call).arguments().size());
    registry.put(Helper.GET_FUNC_RET, (call, context, to, r3, r4, r5) -> result(call, to));
    registry.put(
        Helper.GET_FUNC_IP,
        (call, context, r2, r3, r4, r5) -> environment.tracing().functionAddress());
    registry.put(
        Helper.GET_ATTACH_COOKIE,
        (call, context, r2, r3, r4, r5) -> environment.tracing().cookie());
    registry.put(
        Helper.OVERRIDE_RETURN,
        (call, context, result, r3, r4, r5) -> {
          environment.tracing().override(result);
          return 0;
        });
    registry.put(
        Helper.KALLSYMS_LOOKUP_NAME,
        (call, name, size, flags, to, r5) -> symbol(call, name, (int) size, flags, to));
  }

  private static FunctionCall function(HelperCall call) {
    if (call.given() instanceof FunctionCall function) {
      return function;
    }
    throw call.badArgument("the context is no call of a function: give a FunctionCall");
  }

  private static long argument(HelperCall call, long number, long to) {
    FunctionCall function = function(call);
    if (number >= function.arguments().size()) {
      return Errno.EINVAL.result();
    }
    call.memory().store(to, Long.BYTES, function.arguments().get((int) number));
    return 0;
  }

  private static long result(HelperCall call, long to) {
    OptionalLong result = function(call).result();
    if (result.isEmpty()) {
      return Errno.EOPNOTSUPP.result();
    }
    call.memory().store(to, Long.BYTES, result.getAsLong());
    return 0;
  }

  private long symbol(HelperCall call, long name, int size, long flags, long to) {
    call.memory().store(to, Long.BYTES, 0);
    if (flags != 0 || size <= 1 || call.memory().load(name + size - 1, 1) != 0) {
      return Errno.EINVAL.result();
    }
    String text = Texts.read(call, name, size);
    OptionalLong address = environment.tracing().symbol(text);
    if (address.isEmpty()) {
      return Errno.ENOENT.result();
    }
    call.memory().store(to, Long.BYTES, address.getAsLong());
    return 0;
  }
}
