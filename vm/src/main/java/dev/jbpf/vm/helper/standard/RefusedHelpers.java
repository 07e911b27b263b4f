package dev.jbpf.vm.helper.standard;

import dev.jbpf.kernel.Helper;
import dev.jbpf.vm.helper.HelperCall;
import dev.jbpf.vm.helper.family.HelperFamily;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Helpers that no machine but the kernel's has. A program that calls one faults, and hears why and
 * what to do: each is a line on the page about tests.
 */
public record RefusedHelpers() implements HelperFamily {
  private static final Map<Helper, String> REASONS = new EnumMap<>(Helper.class);

  static {
    refuse(
        "it makes system calls, which a test has no kernel for",
        Helper.SYS_BPF,
        Helper.SYS_CLOSE,
        Helper.BTF_FIND_BY_NAME_KIND);
    refuse(
        "it measures files as the kernel's IMA does", Helper.IMA_INODE_HASH, Helper.IMA_FILE_HASH);
    refuse(
        "it prints structures by the kernel's types", Helper.SNPRINTF_BTF, Helper.SEQ_PRINTF_BTF);
    refuse(
        "it changes the headers of tunnels by the kernel's own code",
        Helper.LWT_PUSH_ENCAP,
        Helper.LWT_SEG6_STORE_BYTES,
        Helper.LWT_SEG6_ADJUST_SRH,
        Helper.LWT_SEG6_ACTION);
    refuse("it is for remote controls", Helper.RC_REPEAT, Helper.RC_KEYDOWN, Helper.RC_POINTER_REL);
  }

  private static void refuse(String reason, Helper... helpers) {
    for (Helper helper : helpers) {
      REASONS.put(helper, reason);
    }
  }

  /** {@return why the machine has no such helper, of all that it does not have} */
  public static Map<Helper, String> reasons() {
    return java.util.Collections.unmodifiableMap(REASONS);
  }

  /** {@return those that go by the tail of a program, and are an instruction to the engines} */
  public static List<Helper> instructions() {
    return List.of(Helper.TAIL_CALL);
  }

  @Override
  public void register(Registry registry) {
    REASONS.forEach(
        (helper, reason) ->
            registry.put(
                helper,
                (call, r1, r2, r3, r4, r5) -> {
                  throw refused(call, helper, reason);
                }));
  }

  private static dev.jbpf.vm.fault.VmFault refused(HelperCall call, Helper helper, String reason) {
    return call.badArgument(
        helper.functionName()
            + " is not here: "
            + reason
            + "; VmOptions.withHelper("
            + helper.value()
            + ", …) gives the machine one");
  }
}
