package dev.jbpf.ir.alloc.check;

/** That a value is at a location. */
record Need(int location, int register) {}
