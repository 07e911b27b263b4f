package dev.jbpf.runtime.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests that call bpf(2). Where it is not permitted they are skipped, with the reason; they fail
 * instead where {@code JBPF_REQUIRE_KERNEL=true} is set, in the environment or as a system
 * property. A class of this module's tests that leaves descriptors open fails.
 */
@Tag("kernel")
@ExtendWith({RequiresKernel.class, LeaksNothing.class})
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface KernelTest {}
