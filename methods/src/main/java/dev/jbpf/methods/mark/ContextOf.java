package dev.jbpf.methods.mark;

import dev.jbpf.kernel.ProgramType;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A class that programs of these types are called with: its only field is the memory of it. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ContextOf {
  /** {@return the types} */
  ProgramType[] value();
}
