package dev.jbpf.testkit;

import dev.jbpf.testkit.coverage.CoverageExtension;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Counts what the programs of a class's tests do on the virtual machine, on its interpreter and its
 * compiler, and reports it when all tests are over: a summary in the console, {@code lcov.info} for
 * editors and CI services, and pages from {@code index.html} on, in {@code target/jbpf-coverage} or
 * {@code build/jbpf-coverage}. Several JVMs add to the same report.
 *
 * <p>{@code -Djbpf.coverage=true}, {@code jbpf.coverage} in {@code junit-platform.properties}, or
 * the environment's {@code JBPF_COVERAGE}, does so for all tests, this annotation or not; {@code
 * jbpf.coverage.dir} is another folder for the report.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SuppressWarnings("exports")
@ExtendWith(CoverageExtension.class)
public @interface BpfCoverage {}
