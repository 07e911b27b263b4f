int kp(unsigned long long * ctx):
; SEC("tp_btf/task_newtask") int BPF_PROG(kp, struct task_struct *t, u64 f) {
   0: (79) r6 = *(u64 *)(r1 +0)
       79 16 00 00 00 00 00 00
; struct bpf_cpumask *m = bpf_cpumask_create();
   1: (85) call bpf_cpumask_create#595584
       85 20 00 00 80 16 09 00
; if (m) bpf_cpumask_release(m);
   2: (15) if r0 == 0x0 goto pc+2
       15 00 02 00 00 00 00 00
; if (m) bpf_cpumask_release(m);
   3: (bf) r1 = r0
       bf 01 00 00 00 00 00 00
   4: (85) call bpf_cpumask_release#595824
       85 20 00 00 70 17 09 00
; bpf_rcu_read_lock(); g += t->pid + *p; bpf_rcu_read_unlock();
   5: (85) call bpf_rcu_read_lock#290240
       85 20 00 00 c0 6d 04 00
; bpf_rcu_read_lock(); g += t->pid + *p; bpf_rcu_read_unlock();
   6: (61) r1 = *(u32 *)(r6 +1264)
       61 61 f0 04 00 00 00 00
; bpf_rcu_read_lock(); g += t->pid + *p; bpf_rcu_read_unlock();
   7: (18) r6 = map[id:2758696][0]+0
       18 26 00 00 28 18 2a 00 00 00 00 00 00 00 00 00
   9: (61) r2 = *(u32 *)(r6 +0)
       61 62 00 00 00 00 00 00
; bpf_rcu_read_lock(); g += t->pid + *p; bpf_rcu_read_unlock();
  10: (0c) w1 += w2
       0c 21 00 00 00 00 00 00
; bpf_rcu_read_lock(); g += t->pid + *p; bpf_rcu_read_unlock();
  11: (04) w1 += 1
       04 01 00 00 01 00 00 00
  12: (63) *(u32 *)(r6 +0) = r1
       63 16 00 00 00 00 00 00
; bpf_rcu_read_lock(); g += t->pid + *p; bpf_rcu_read_unlock();
  13: (85) call bpf_rcu_read_unlock#290272
       85 20 00 00 e0 6d 04 00
; if (LINUX_KERNEL_VERSION > 0x60000) g++;
  14: (18) r1 = map[id:2758697][0]+0
       18 21 00 00 29 18 2a 00 00 00 00 00 00 00 00 00
  16: (61) r1 = *(u32 *)(r1 +0)
       61 11 00 00 00 00 00 00
; if (LINUX_KERNEL_VERSION > 0x60000) g++;
  17: (c6) if w1 s< 0x60001 goto pc+3
       c6 01 03 00 01 00 06 00
; if (LINUX_KERNEL_VERSION > 0x60000) g++;
  18: (61) r1 = *(u32 *)(r6 +0)
       61 61 00 00 00 00 00 00
  19: (04) w1 += 1
       04 01 00 00 01 00 00 00
  20: (63) *(u32 *)(r6 +0) = r1
       63 16 00 00 00 00 00 00
; SEC("tp_btf/task_newtask") int BPF_PROG(kp, struct task_struct *t, u64 f) {
  21: (b4) w0 = 0
       b4 00 00 00 00 00 00 00
  22: (95) exit
       95 00 00 00 00 00 00 00
