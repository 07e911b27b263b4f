package dev.jbpf.runtime;

import java.time.Duration;

/**
 * What came of a test run.
 *
 * @param returnValue the lower 32 bits of R0, as an unsigned number
 * @param data the packet as the program left it
 * @param context the context as the program left it; empty if none was given
 * @param duration the average time of one run
 */
public record TestRunResult(long returnValue, byte[] data, byte[] context, Duration duration) {}
