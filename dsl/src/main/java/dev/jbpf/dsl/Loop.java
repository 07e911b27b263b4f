package dev.jbpf.dsl;

import dev.jbpf.code.Label;

/** The places that {@code breakIf} and {@code continueIf} jump to. */
record Loop(Label next, Label end) {}
