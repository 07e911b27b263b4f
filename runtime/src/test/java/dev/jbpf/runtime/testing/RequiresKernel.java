package dev.jbpf.runtime.testing;

import dev.jbpf.runtime.Bpf;
import dev.jbpf.runtime.Permission;
import dev.jbpf.runtime.host.Capability;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips, or fails, tests that the kernel does not permit. */
final class RequiresKernel implements ExecutionCondition {
  private static final String REQUIRE = "JBPF_REQUIRE_KERNEL";

  private static final class Checked {
    static final Permission PERMISSION = Bpf.permission(Capability.CAP_NET_RAW);
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (Checked.PERMISSION.isGranted()) {
      return ConditionEvaluationResult.enabled("bpf(2) is permitted");
    }
    if (isRequired()) {
      throw new IllegalStateException(REQUIRE + " is set, but: " + Checked.PERMISSION);
    }
    return ConditionEvaluationResult.disabled(Checked.PERMISSION.toString());
  }

  private static boolean isRequired() {
    return Boolean.getBoolean(REQUIRE) || Boolean.parseBoolean(System.getenv(REQUIRE));
  }
}
