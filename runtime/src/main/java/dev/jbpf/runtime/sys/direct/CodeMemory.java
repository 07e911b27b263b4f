package dev.jbpf.runtime.sys.direct;

import java.util.OptionalLong;

/** Memory for machine code, which the system may not give. */
@FunctionalInterface
public interface CodeMemory {
  /** {@return the address of {@code code}, ready to be run and never written again} */
  OptionalLong holding(byte[] code);
}
