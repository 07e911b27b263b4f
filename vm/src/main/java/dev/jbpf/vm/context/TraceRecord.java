package dev.jbpf.vm.context;

/**
 * A record of a tracepoint, or any other structure that r1 points to and that programs only read.
 *
 * @param bytes the record itself, its common fields included; not a copy
 */
public record TraceRecord(byte[] bytes) implements Context {}
