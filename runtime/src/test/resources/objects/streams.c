// What a program writes to its own streams; since Linux 6.17.
#include "bpf.h"

#define KSYM __attribute__((section(".ksyms"), weak))

enum { OUT = 1, ERR };

extern int bpf_stream_vprintk_impl(int stream, const char *format, const void *arguments, u32 size, void *program) KSYM;
extern int bpf_stream_vprintk(int stream, const char *format, const void *arguments, u32 size) KSYM;

static const char FORMAT[] = "%d and %d\n";

static int print(int stream, u64 first, u64 second) {
  u64 both[] = {first, second};
  return bpf_stream_vprintk_impl ? bpf_stream_vprintk_impl(stream, FORMAT, both, sizeof(both), 0)
                                 : bpf_stream_vprintk(stream, FORMAT, both, sizeof(both));
}

SEC("syscall") long writes(void *context) {
  int error = print(OUT, 40, 2);
  if (!error) error = print(OUT, 1, 1);
  return error ? error : print(ERR, 7, 8);
}

LICENSE;
