package dev.jbpf.methods;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A static method that is a program: what it takes is its context, what it returns the kernel gets.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface BpfProgram {
  /**
   * {@return the section, which says the type and where it is attached: {@code xdp}, {@code
   * kprobe/do_sys_openat2}}
   */
  String value();

  /** {@return the name that it is loaded by; the method's where it is empty} */
  String name() default "";

  /** {@return the license; some helpers are for GPL programs only} */
  String license() default "GPL";

  /** {@return the oldest kernel that it is for, such as {@code 5.8}; empty: none is named} */
  String since() default "";
}
