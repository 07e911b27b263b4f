package dev.jbpf.dsl.value.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What the kernel calls a structure, that of a parameter, or a member of one, where that is not
 * Java's name with underscores: {@code realParent} is {@code real_parent} of itself. A field of a
 * class of programs is a member of the table of functions (struct_ops) that the class is called.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.TYPE,
  ElementType.RECORD_COMPONENT,
  ElementType.METHOD,
  ElementType.PARAMETER,
  ElementType.FIELD
})
public @interface KernelName {
  /** {@return the name} */
  String value();
}
