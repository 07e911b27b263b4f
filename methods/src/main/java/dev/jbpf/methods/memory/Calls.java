package dev.jbpf.methods.memory;

import dev.jbpf.kernel.Helper;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A static method that in a program is a call of a helper: numbers go as 64 bits, memory by its
 * address, maps as maps. What it does in plain Java is its body.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Calls {
  /** {@return the helper} */
  Helper value();
}
