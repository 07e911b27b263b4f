package dev.jbpf.dsl.value.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text whose place is in the record of a tracepoint, {@code __data_loc_NAME} to the kernel: the
 * text itself is behind the record.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface DataLocation {}
