r0 = 0
.reloc 0, R_BPF_64_65, r0
.reloc 12, R_BPF_64_64, counts
exit
