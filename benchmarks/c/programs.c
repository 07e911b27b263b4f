// What the programs do, in C: gcc -O2 programs.c -o programs && ./programs
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static uint8_t data[65536], packet[64];

static uint64_t alu(void) {
  uint64_t r0 = 1, r3 = 0;
  for (uint64_t i = 100000000; i; i--) {
    r0 = r0 * 0x9E3779B97F4A7C15ull + i;
    r3 ^= r0;
  }
  return r3;
}

static uint64_t csum(void) {
  uint64_t sum = 0;
  for (int i = 0; i < 65536; i += 2) {
    uint16_t word;
    memcpy(&word, data + i, 2);
    sum += word;
  }
  sum = (sum & 0xffff) + (sum >> 16);
  return ((sum + (sum >> 16)) & 0xffff) ^ 0xffff;
}

static int be16(int at) { return packet[at] << 8 | packet[at + 1]; }

static uint64_t filter(void) {
  if (be16(12) != 0x800 || packet[23] != 6 || be16(20) & 0x1fff) return 0;
  int port = be16(((packet[14] & 15) << 2) + 16);
  return port == 80 || port == 443;
}

static uint64_t sieve(void) {
  volatile uint8_t composite[512];
  for (int i = 0; i < 512; i++) composite[i] = 0;
  for (int i = 2; i * i < 512; i++)
    if (!composite[i])
      for (int j = i * i; j < 512; j += i) composite[j] = 1;
  uint64_t primes = 0;
  for (int i = 2; i < 512; i++) primes += !composite[i];
  return primes;
}

__attribute__((noinline)) static uint64_t mix(uint64_t a, uint64_t b) {
  __asm__("");
  return (a ^ b) + 1;
}

static uint64_t helper(void) {
  uint64_t r = 0;
  for (uint64_t i = 10000000; i; i--) r = mix(r, i);
  return r;
}

static void measure(const char *name, uint64_t (*volatile f)(void), long runs) {
  double best = 1e30;
  uint64_t result = 0;
  for (int round = 0; round < 5; round++) {
    struct timespec a, b;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    for (long i = 0; i < runs; i++) result = f();
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    double ns = ((b.tv_sec - a.tv_sec) * 1e9 + (b.tv_nsec - a.tv_nsec)) / runs;
    if (ns < best) best = ns;
  }
  printf("%-10s %14.1f ns  (0x%llx)\n", name, best, (unsigned long long)result);
}

int main(void) {
  for (int i = 0; i < 65536; i++) data[i] = rand();
  packet[12] = 8, packet[14] = 0x45, packet[23] = 6, packet[37] = 80;
  measure("alu", alu, 1);
  measure("csum", csum, 5000);
  measure("filter", filter, 50000000);
  measure("sieve", sieve, 100000);
  measure("helper", helper, 10);
}
