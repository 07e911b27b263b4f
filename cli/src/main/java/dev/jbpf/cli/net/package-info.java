/** The commands {@code jbpf net}, {@code cgroup} and {@code perf}. */
@NullMarked
package dev.jbpf.cli.net;

import org.jspecify.annotations.NullMarked;
