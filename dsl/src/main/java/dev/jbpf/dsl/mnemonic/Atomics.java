package dev.jbpf.dsl.mnemonic;

import dev.jbpf.isa.Reg;

/**
 * The atomic operations by the names that C, LLVM and the kernel's documentation have for them.
 * Each is one of the mnemonics of {@link MemoryMnemonics}, which says what it does.
 *
 * @param <B> what the methods return: the builder itself
 */
public interface Atomics<B extends Atomics<B>> extends MemoryMnemonics<B> {

  /** {@code lock *(u64 *)(base + off) += src}, as {@link #aadd} */
  default B atomicAdd(Reg base, int off, Reg src) {
    return aadd(base, off, src);
  }

  /** {@code lock *(u64 *)(base + off) |= src}, as {@link #aor}; since Linux 5.12 */
  default B atomicOr(Reg base, int off, Reg src) {
    return aor(base, off, src);
  }

  /** {@code lock *(u64 *)(base + off) &= src}, as {@link #aand}; since Linux 5.12 */
  default B atomicAnd(Reg base, int off, Reg src) {
    return aand(base, off, src);
  }

  /** {@code lock *(u64 *)(base + off) ^= src}, as {@link #axor}; since Linux 5.12 */
  default B atomicXor(Reg base, int off, Reg src) {
    return axor(base, off, src);
  }

  /** As {@link #atomicAdd}; {@code src} gets what was there before; since Linux 5.12 */
  default B atomicFetchAdd(Reg base, int off, Reg src) {
    return afadd(base, off, src);
  }

  /** As {@link #atomicOr}; {@code src} gets what was there before; since Linux 5.12 */
  default B atomicFetchOr(Reg base, int off, Reg src) {
    return afor(base, off, src);
  }

  /** As {@link #atomicAnd}; {@code src} gets what was there before; since Linux 5.12 */
  default B atomicFetchAnd(Reg base, int off, Reg src) {
    return afand(base, off, src);
  }

  /** As {@link #atomicXor}; {@code src} gets what was there before; since Linux 5.12 */
  default B atomicFetchXor(Reg base, int off, Reg src) {
    return afxor(base, off, src);
  }

  /** Swaps {@code *(u64 *)(base + off)} and {@code src}; since Linux 5.12 */
  default B xchg(Reg base, int off, Reg src) {
    return axchg(base, off, src);
  }

  /**
   * Stores {@code src} in {@code *(u64 *)(base + off)} if {@code r0} is there; {@code r0} gets what
   * was there before; since Linux 5.12
   */
  default B cmpxchg(Reg base, int off, Reg src) {
    return acmp(base, off, src);
  }

  /** {@code lock *(u32 *)(base + off) += src}, as {@link #aadd32} */
  default B atomicAdd32(Reg base, int off, Reg src) {
    return aadd32(base, off, src);
  }

  /** {@code lock *(u32 *)(base + off) |= src}, as {@link #aor32}; since Linux 5.12 */
  default B atomicOr32(Reg base, int off, Reg src) {
    return aor32(base, off, src);
  }

  /** {@code lock *(u32 *)(base + off) &= src}, as {@link #aand32}; since Linux 5.12 */
  default B atomicAnd32(Reg base, int off, Reg src) {
    return aand32(base, off, src);
  }

  /** {@code lock *(u32 *)(base + off) ^= src}, as {@link #axor32}; since Linux 5.12 */
  default B atomicXor32(Reg base, int off, Reg src) {
    return axor32(base, off, src);
  }

  /** As {@link #atomicAdd32}; {@code src} gets what was there before; since Linux 5.12 */
  default B atomicFetchAdd32(Reg base, int off, Reg src) {
    return afadd32(base, off, src);
  }

  /** As {@link #atomicOr32}; {@code src} gets what was there before; since Linux 5.12 */
  default B atomicFetchOr32(Reg base, int off, Reg src) {
    return afor32(base, off, src);
  }

  /** As {@link #atomicAnd32}; {@code src} gets what was there before; since Linux 5.12 */
  default B atomicFetchAnd32(Reg base, int off, Reg src) {
    return afand32(base, off, src);
  }

  /** As {@link #atomicXor32}; {@code src} gets what was there before; since Linux 5.12 */
  default B atomicFetchXor32(Reg base, int off, Reg src) {
    return afxor32(base, off, src);
  }

  /** Swaps {@code *(u32 *)(base + off)} and {@code src}; since Linux 5.12 */
  default B xchg32(Reg base, int off, Reg src) {
    return axchg32(base, off, src);
  }

  /**
   * Stores {@code src} in {@code *(u32 *)(base + off)} if {@code w0} is there; {@code w0} gets what
   * was there before; since Linux 5.12
   */
  default B cmpxchg32(Reg base, int off, Reg src) {
    return acmp32(base, off, src);
  }
}
