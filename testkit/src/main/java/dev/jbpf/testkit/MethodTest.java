package dev.jbpf.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A {@link BpfTest} of programs that are methods: on all engines, as plain Java too. What it means
 * is one thing, so it fails where they disagree.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@BpfTest(engines = {TestEngine.JAVA, TestEngine.VM, TestEngine.JIT, TestEngine.KERNEL})
public @interface MethodTest {}
