// Functions and variables of a module of the kernel.
#include "bpf.h"

#define KSYM __attribute__((section(".ksyms")))

extern int of_kernel(int) KSYM;
extern int of_module(int) KSYM;
extern int of_other_module(int) KSYM;
extern int nowhere(int) KSYM __attribute__((weak));
extern const int number_of_module KSYM;

SEC("syscall") int calls(void *context) {
  int sum = of_kernel(1) + of_module(2) + of_other_module(3) + of_module(4) + number_of_module;
  if (nowhere) sum += nowhere(5);
  return sum;
}
LICENSE;
