.section cgroup/dev
  r0 = 0
  exit
