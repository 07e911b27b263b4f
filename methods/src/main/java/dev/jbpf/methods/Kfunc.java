package dev.jbpf.methods;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A static method that in a program is a call of a function of the kernel (kfunc); since Linux
 * 5.13, most of them later. The kernel's types are compared with what it declares when the program
 * is loaded: numbers by themselves, structures as what declares them, {@code Area} and {@code Cell}
 * as {@code void *}, or as the structure that {@code @KernelName} at the parameter says. What it
 * gives, if that is no number, may be null. What it does in plain Java is its body; a native method
 * has none.
 *
 * <pre>{@code
 * @Kfunc("bpf_task_from_pid") static native Task fromPid(int pid);
 *
 * @Kfunc static native void bpf_task_release(Task task);
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Kfunc {
  /** {@return the kernel's name; the method's where it is empty} */
  String value() default "";
}
