.section socket
  r1 = 1
  call kfunc @bpf_task_from_pid, 0
  if r0 == 0 goto out
  r1 = r0
  call kfunc @bpf_task_release, 0
out:
  r0 = 0
  exit
