// A program with static probes, which it passes each time it is sent a line: where arguments can be on x86-64.
#include <stdio.h>

// What <sys/sdt.h> makes: a nop, and a note that says where it is and where its arguments are.
#define STRING_(text) #text
#define STRING(text) STRING_(text)
#define PROBE(provider, name, semaphore, arguments, ...)                  \
  __asm__ volatile(                                                       \
      "990: nop\n"                                                        \
      ".pushsection .note.stapsdt,\"\",@note\n"                           \
      ".balign 4\n.4byte 992f-991f, 994f-993f, 3\n"                       \
      "991: .asciz \"stapsdt\"\n992: .balign 4\n"                         \
      "993: .8byte 990b, _.stapsdt.base, " STRING(semaphore) "\n"         \
      ".asciz \"" provider "\", \"" name "\", \"" arguments "\"\n"        \
      "994: .balign 4\n.popsection\n"                                     \
      ".ifndef _.stapsdt.base\n"                                          \
      ".pushsection .stapsdt.base,\"aG\",@progbits,.stapsdt.base,comdat\n" \
      ".weak _.stapsdt.base\n.hidden _.stapsdt.base\n"                    \
      "_.stapsdt.base: .space 1\n.size _.stapsdt.base, 1\n.popsection\n.endif\n" \
      : : __VA_ARGS__)

unsigned short watched_semaphore __attribute__((section(".probes"), used));

int main(void) {
  volatile int numbers[4] = {-1, -2, -3, -4};
  volatile unsigned char bytes[2] = {250, 251};
  char line[64];
  setbuf(stdout, 0);
  puts("ready");
  while (fgets(line, sizeof line, stdin)) {
    PROBE("jbpf", "constants", 0, "-4@$-7 4@$-7 1@$255 -1@$255 8@$0x1122334455667788", "m"(numbers));
    PROBE("jbpf", "registers", 0, "8@%%rax -8@%%rbx 4@%%eax -4@%%ebx 2@%%cx -2@%%cx 1@%%cl -1@%%cl",
          "a"(0x1122334480000001), "b"(-5L), "c"(0xfffeL));
    PROBE("jbpf", "memory", 0, "-4@%0 1@%1 -1@%1 -4@4(%%rsi) -4@(%%rsi,%%rdi,4) -4@-4(%%rsi,%%rdi,2)",
          "m"(numbers[3]), "m"(bytes[1]), "S"(numbers), "D"(2L), "m"(numbers), "m"(bytes));
    PROBE("jbpf", "twice", 0, "4@$1", "m"(numbers));
    PROBE("jbpf", "twice", 0, "4@$2", "m"(numbers));
    if (watched_semaphore)
      PROBE("jbpf", "watched", watched_semaphore, "2@%0", "m"(watched_semaphore));
    PROBE("jbpf", "unreadable", 0, "8@%%xmm0", "m"(numbers));
    printf("%d\n", watched_semaphore);
  }
  return 0;
}
