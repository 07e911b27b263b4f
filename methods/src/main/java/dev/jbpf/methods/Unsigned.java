package dev.jbpf.methods;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A number that has no sign: of a parameter, a field, a component, a local variable, a result. To
 * Java it has one still, and a program means what Java means; so whatever would take the sign
 * seriously is refused, with what to write instead: {@code <} and its like, {@code /}, {@code %},
 * {@code >>}, and an {@code int} that becomes a {@code long}.
 *
 * <pre>{@code
 * static boolean isOver(@Unsigned int bytes) {
 *   return Integer.compareUnsigned(bytes, 1500) > 0; // bytes > 1500 is refused
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Unsigned {}
