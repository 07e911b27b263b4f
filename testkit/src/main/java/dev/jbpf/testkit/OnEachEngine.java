package dev.jbpf.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Beside jqwik's {@code @Property} or {@code @Example}, on a method or its class: each try runs on
 * one engine after the other, and fails where they disagree, as a {@link BpfTest} does. Where an
 * engine skips the test, the others go on. On a test of Jupiter, which would run on one engine
 * only, it is an error: that is what {@link BpfTest} is for.
 */
@Documented
@Inherited
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@SuppressWarnings("exports")
@AddLifecycleHook(EngineTries.class)
@ExtendWith(EngineExtension.OneEngineOnly.class)
public @interface OnEachEngine {}
