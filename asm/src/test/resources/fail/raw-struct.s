{ .code = 0x95, .ofs = 3 },
BPF_EXIT_INSN(),
