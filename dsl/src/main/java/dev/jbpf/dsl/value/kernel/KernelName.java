package dev.jbpf.dsl.value.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the kernel calls a structure, that of a parameter, or a member of one, where that is not
 * Java's name with underscores: {@code realParent} is {@code real_parent} of itself.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT, ElementType.METHOD, ElementType.PARAMETER})
public @interface KernelName {
  /** {@return the name} */
  String value();
}
