// What the kernel defines: its settings, its variables and functions; and CO-RE, with what it read.
#include "bpf.h"

#define KCONFIG __attribute__((section(".kconfig")))
#define KSYM __attribute__((section(".ksyms")))
#define WEAK __attribute__((weak))

enum libbpf_tristate { TRI_NO, TRI_YES, TRI_MODULE };

extern int LINUX_KERNEL_VERSION KCONFIG;
extern _Bool CONFIG_BPF_SYSCALL KCONFIG;
extern char CONFIG_BPF KCONFIG;
extern enum libbpf_tristate CONFIG_NET KCONFIG;
extern long CONFIG_HZ KCONFIG;
extern char CONFIG_DEFAULT_HOSTNAME[8] KCONFIG;
extern int CONFIG_NOT_THERE KCONFIG WEAK;
extern int LINUX_NOT_THERE KCONFIG WEAK;
extern unsigned short CONFIG_NR_CPUS KCONFIG;
extern _Bool LINUX_HAS_BPF_COOKIE KCONFIG;
extern _Bool LINUX_HAS_SYSCALL_WRAPPER KCONFIG;

struct task_struct {
  int pid;
  struct task_struct *real_parent;
} __attribute__((preserve_access_index));

struct task_struct___older {
  long state_before_the_flood;
} __attribute__((preserve_access_index));

extern const void schedule KSYM;
extern const long cpu_loops_per_jiffy KSYM;
extern const void no_such_symbol KSYM WEAK;
extern const int no_such_variable KSYM WEAK;
extern void bpf_rcu_read_lock(void) KSYM;
extern void bpf_rcu_read_unlock___flavour(void) KSYM;
extern int bpf_no_such_function(int) KSYM WEAK;

HELPER(35, struct task_struct *, bpf_get_current_task, void)
HELPER(113, long, bpf_probe_read_kernel, void *, u32, const void *)
HELPER(153, const void *, bpf_per_cpu_ptr, const void *, u32)

SEC("syscall") long version(void *context) { return LINUX_KERNEL_VERSION; }
SEC("syscall") long boolean(void *context) { return CONFIG_BPF_SYSCALL; }
SEC("syscall") long letter(void *context) { return CONFIG_BPF; }
SEC("syscall") long tristate(void *context) { return CONFIG_NET; }
SEC("syscall") long number(void *context) { return CONFIG_HZ; }
SEC("syscall") long unsigned_number(void *context) { return CONFIG_NR_CPUS; }
SEC("syscall") long cookies(void *context) { return LINUX_HAS_BPF_COOKIE; }
SEC("syscall") long wrapper(void *context) { return LINUX_HAS_SYSCALL_WRAPPER; }
SEC("syscall") long text(void *context) {
  return CONFIG_DEFAULT_HOSTNAME[0] << 16 | CONFIG_DEFAULT_HOSTNAME[6] << 8 |
         CONFIG_DEFAULT_HOSTNAME[7];
}
SEC("syscall") long without(void *context) { return CONFIG_NOT_THERE + LINUX_NOT_THERE; }
SEC("syscall") long address(void *context) { return (long)&schedule >> 32; }
SEC("syscall") long variable(void *context) {
  const long *loops = bpf_per_cpu_ptr(&cpu_loops_per_jiffy, 0);
  return loops ? 1 : 0;
}
SEC("syscall") long absent(void *context) {
  return !&no_such_symbol + !&no_such_variable + (bpf_no_such_function ? bpf_no_such_function(1) : 1);
}
SEC("syscall") long function(void *context) {
  bpf_rcu_read_lock();
  bpf_rcu_read_unlock___flavour();
  return bpf_rcu_read_lock ? 5 : 0;
}
SEC("syscall") long pid(void *context) {
  int pid = 0;
  bpf_probe_read_kernel(&pid, sizeof(pid), &bpf_get_current_task()->pid);
  return pid;
}
SEC("syscall") long parent(void *context) {
  struct task_struct *parent = 0;
  int pid = 0;
  bpf_probe_read_kernel(&parent, sizeof(parent), &bpf_get_current_task()->real_parent);
  bpf_probe_read_kernel(&pid, sizeof(pid), &parent->pid);
  return pid;
}
SEC("syscall") long guarded(void *context) {
  struct task_struct___older *task = (void *)bpf_get_current_task();
  if (!__builtin_preserve_field_info(task->state_before_the_flood, 2)) return 11;
  long state = 0;
  bpf_probe_read_kernel(&state, sizeof(state), &task->state_before_the_flood);
  return state;
}
SEC("syscall") long unguarded(void *context) {
  struct task_struct___older *task = (void *)bpf_get_current_task();
  long state = 0;
  bpf_probe_read_kernel(&state, sizeof(state), &task->state_before_the_flood);
  return state;
}

LICENSE;
