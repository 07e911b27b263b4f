#include "common.h"

unsigned long long load_byte(void *skb, unsigned long long off) asm("llvm.bpf.load.byte");
unsigned long long load_half(void *skb, unsigned long long off) asm("llvm.bpf.load.half");
unsigned long long load_word(void *skb, unsigned long long off) asm("llvm.bpf.load.word");
SEC("socket") int packets(void *skb) {
  u32 type = load_half(skb, 12);
  if (type != 0x800) return 0;
  return load_byte(skb, 23) + load_word(skb, 26 + (type & 3)) + __builtin_bswap16(type) +
         __builtin_bswap32(type) + (int)__builtin_bswap64(type);
}
