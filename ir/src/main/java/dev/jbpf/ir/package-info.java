/**
 * Programs as values, without registers: functions of blocks in static single assignment form. A
 * {@link dev.jbpf.ir.build.FunctionBuilder} makes them, {@link dev.jbpf.ir.IrCompiler} turns them
 * into instructions.
 */
@NullMarked
package dev.jbpf.ir;

import org.jspecify.annotations.NullMarked;
