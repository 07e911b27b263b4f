/** What is measured with JMH. */
@NullMarked
package dev.jbpf.benchmarks;

import org.jspecify.annotations.NullMarked;
