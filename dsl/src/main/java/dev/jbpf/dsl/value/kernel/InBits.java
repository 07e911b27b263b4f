package dev.jbpf.dsl.value.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A bit field of the kernel's structure: {@code @InBits(1) int inExecve}. Where it is, and how
 * wide, the kernel that runs says; it has a sign, as others do, unless {@code @U32} or its like
 * stands beside.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface InBits {
  /** How many bits the structure has for it, 1 to 64: what objects say to their loader. */
  int value();
}
