package dev.jbpf.examples.values;

import static dev.jbpf.dsl.Arg.at;
import static dev.jbpf.dsl.Arg.imm;
import static dev.jbpf.dsl.Arg.map;
import static dev.jbpf.dsl.Arg.reg;
import static dev.jbpf.dsl.Arg.stack;
import static dev.jbpf.dsl.Helpers.getCurrentComm;
import static dev.jbpf.dsl.Helpers.getCurrentPidTgid;
import static dev.jbpf.dsl.Helpers.getCurrentUidGid;
import static dev.jbpf.dsl.Helpers.getStackid;
import static dev.jbpf.dsl.Helpers.ktimeGetNs;
import static dev.jbpf.dsl.Helpers.mapLookupElem;
import static dev.jbpf.dsl.Helpers.mapUpdateElem;
import static dev.jbpf.dsl.Helpers.probeReadUserStr;
import static dev.jbpf.dsl.Helpers.ringbufReserve;
import static dev.jbpf.dsl.Helpers.ringbufSubmit;
import static dev.jbpf.dsl.Helpers.spinLock;
import static dev.jbpf.dsl.Helpers.spinUnlock;
import static dev.jbpf.isa.Reg.R0;
import static dev.jbpf.isa.Reg.R1;
import static dev.jbpf.isa.Reg.R10;
import static dev.jbpf.isa.Reg.R2;
import static dev.jbpf.isa.Reg.R3;
import static dev.jbpf.isa.Reg.R4;
import static dev.jbpf.isa.Reg.R6;
import static dev.jbpf.isa.Reg.R7;
import static dev.jbpf.isa.Reg.R8;
import static dev.jbpf.isa.Reg.R9;

import dev.jbpf.dsl.Definition;
import dev.jbpf.elf.bpf.ProgramDef;
import dev.jbpf.examples.values.dispatch.DispatchPrograms;
import dev.jbpf.examples.values.execsnoop.ExecProgram;
import dev.jbpf.examples.values.firewall.FirewallProgram;
import dev.jbpf.examples.values.mallocs.MallocProgram;
import dev.jbpf.examples.values.ports.PortsProgram;
import dev.jbpf.examples.values.ratelimit.RateLimitPrograms;
import dev.jbpf.examples.values.redirect.RedirectProgram;
import dev.jbpf.kernel.BpfSockAddr;
import dev.jbpf.kernel.PtRegs;
import dev.jbpf.kernel.SkBuff;
import dev.jbpf.kernel.XdpAction;
import dev.jbpf.kernel.XdpMd;
import dev.jbpf.map.Codec;
import dev.jbpf.map.MapDef;

/** Programs of {@code examples.values} as they are written with registers, to compare with. */
final class RegisterForms {
  /** What is a variable of the other form. */
  private static final MapDef<Integer, Long> LOST = MapDef.array("lost", Codec.U64, 1);

  private RegisterForms() {}

  static ProgramDef firewall() {
    return Definition.named("firewall")
        .in("xdp")
        .build(
            b -> {
              b.load(R2, R1, XdpMd.DATA);
              b.load(R3, R1, XdpMd.DATA_END);
              b.mov(R4, R2).add(R4, 34);
              b.ifThen(R4.gt(R3), t -> t.mov(R0, XdpAction.PASS.value()).exit());
              b.ldxh(R4, R2, 12).be16(R4);
              b.ifThen(R4.ne(0x0800), t -> t.mov(R0, XdpAction.PASS.value()).exit());
              b.ldxw(R4, R2, 26);
              b.stw(R10, -8, 32).stxw(R10, -4, R4);
              b.call(mapLookupElem(map(FirewallProgram.BLOCKED), stack(-8)));
              b.ifThen(
                  R0.ne(0),
                  t -> {
                    t.mov(R1, 1).atomicAdd(R0, 0, R1);
                    t.stw(R10, -12, 1);
                    t.call(mapLookupElem(map(FirewallProgram.PACKETS), stack(-12)));
                    t.ifThen(R0.ne(0), u -> u.ldxdw(R1, R0, 0).add(R1, 1).stxdw(R0, 0, R1));
                    t.mov(R0, XdpAction.DROP.value()).exit();
                  });
              b.stw(R10, -12, 0);
              b.call(mapLookupElem(map(FirewallProgram.PACKETS), stack(-12)));
              b.ifThen(R0.ne(0), t -> t.ldxdw(R1, R0, 0).add(R1, 1).stxdw(R0, 0, R1));
              b.mov(R0, XdpAction.PASS.value()).exit();
            });
  }

  static ProgramDef execsnoop() {
    Codec<ExecProgram.Event> event = Codec.record(ExecProgram.Event.class);
    return Definition.named("execsnoop")
        .in("tracepoint/syscalls/sys_enter_execve")
        .since(5, 8)
        .build(
            b -> {
              b.mov(R6, R1);
              b.call(ringbufReserve(map(ExecProgram.EVENTS), imm(event.size()), imm(0)));
              b.ifThen(
                  R0.ne(0),
                  t -> {
                    t.mov(R7, R0);
                    t.call(getCurrentPidTgid()).rsh(R0, 32);
                    t.store(R7, Codec.field(ExecProgram.Event.class, "pid"), R0);
                    t.call(getCurrentUidGid());
                    t.store(R7, Codec.field(ExecProgram.Event.class, "uid"), R0);
                    t.call(getCurrentComm(at(R7, 8), imm(16)));
                    t.ldxdw(R8, R6, 16);
                    t.call(probeReadUserStr(at(R7, 24), imm(128), reg(R8)));
                    t.call(ringbufSubmit(reg(R7), imm(0)));
                  });
              b.mov(R0, 0).exit();
            });
  }

  static ProgramDef redirect() {
    return Definition.named("redirect")
        .in("cgroup/connect4")
        .build(
            b -> {
              b.mov(R6, R1);
              b.load(R2, R6, BpfSockAddr.USER_IP4);
              b.load(R3, R6, BpfSockAddr.USER_PORT);
              b.stxw(R10, -8, R2).stxh(R10, -4, R3).sth(R10, -2, 0);
              b.call(mapLookupElem(map(RedirectProgram.INSTEAD), stack(-8)));
              b.ifThen(
                  R0.ne(0),
                  t -> {
                    t.ldxw(R2, R0, 0).store(R6, BpfSockAddr.USER_IP4, R2);
                    t.ldxh(R3, R0, 4).store(R6, BpfSockAddr.USER_PORT, R3);
                  });
              b.mov(R0, 1).exit();
            });
  }

  static ProgramDef mallocs() {
    return Definition.named("mallocs")
        .in("uprobe")
        .build(
            b -> {
              b.load(R6, R1, PtRegs.host().parameter(1)).mov(R7, R1);
              b.call(getCurrentPidTgid()).rsh(R0, 32).stxw(R10, -8, R0);
              b.call(getStackid(reg(R7), map(MallocProgram.STACKS), imm(1 << 8)));
              b.stxw(R10, -4, R0);
              b.call(mapLookupElem(map(MallocProgram.SUMS), stack(-8)));
              b.ifThen(
                  R0.eq(0),
                  t -> {
                    t.stdw(R10, -24, 0).stdw(R10, -16, 0);
                    t.call(mapUpdateElem(map(MallocProgram.SUMS), stack(-8), stack(-24), imm(1)));
                    t.call(mapLookupElem(map(MallocProgram.SUMS), stack(-8)));
                    t.ifThen(R0.eq(0), u -> u.mov(R0, 0).exit());
                  });
              b.mov(R1, 1).atomicAdd(R0, 0, R1);
              b.atomicAdd(R0, 8, R6);
              b.mov(R0, 0).exit();
            });
  }

  static ProgramDef ports() {
    return Definition.named("ports")
        .in("tc")
        .since(5, 8)
        .build(
            b -> {
              b.mov(R6, R1).load(R7, R6, SkBuff.LEN);
              b.log2(R8, R7).stxw(R10, -4, R8);
              b.call(mapLookupElem(map(PortsProgram.SIZES), stack(-4)));
              b.ifThen(R0.ne(0), t -> t.mov(R1, 1).atomicAdd(R0, 0, R1));
              b.load(R2, R6, SkBuff.DATA);
              b.load(R3, R6, SkBuff.DATA_END);
              b.mov(R4, R2).add(R4, 34);
              b.ifThen(R4.gt(R3), t -> t.mov(R0, 0).exit());
              b.ldxh(R4, R2, 12).be16(R4);
              b.ifThen(R4.ne(0x0800), t -> t.mov(R0, 0).exit());
              b.ldxb(R4, R2, 23);
              b.ifThen(R4.ne(6), t -> t.mov(R0, 0).exit());
              b.ldxh(R4, R2, 20).be16(R4).and(R4, 0x1fff);
              b.ifThen(R4.ne(0), t -> t.mov(R0, 0).exit());
              b.ldxw(R8, R2, 26);
              b.ldxb(R4, R2, 14).and(R4, 15).lsh(R4, 2);
              b.ifThen(R4.lt(20), t -> t.mov(R0, 0).exit());
              b.add(R2, R4).mov(R4, R2).add(R4, 34);
              b.ifThen(R4.gt(R3), t -> t.mov(R0, 0).exit());
              b.ldxb(R4, R2, 27);
              b.and(R4, 2);
              b.ifThen(R4.eq(0), t -> t.mov(R0, 0).exit());
              b.ldxh(R9, R2, 16);
              b.call(ringbufReserve(map(PortsProgram.EVENTS), imm(8), imm(0)));
              b.ifThen(
                      R0.ne(0),
                      t -> {
                        t.load(R7, R6, SkBuff.LEN);
                        t.stxw(R0, 0, R8).stxh(R0, 4, R9).stxh(R0, 6, R7);
                        t.call(ringbufSubmit(reg(R0), imm(0)));
                      })
                  .orElse(t -> t.stw(R10, -4, 0).increment(LOST, -4));
              b.mov(R0, 0).exit();
            });
  }

  static ProgramDef rateCompared() {
    return Definition.named("rate_compared")
        .in("xdp")
        .since(5, 12)
        .build(
            b -> {
              b.load(R2, R1, XdpMd.DATA);
              b.load(R3, R1, XdpMd.DATA_END);
              b.mov(R4, R2).add(R4, 34);
              b.ifThen(R4.gt(R3), t -> t.mov(R0, XdpAction.PASS.value()).exit());
              b.ldxh(R4, R2, 12).be16(R4);
              b.ifThen(R4.ne(0x0800), t -> t.mov(R0, XdpAction.PASS.value()).exit());
              b.ldxw(R4, R2, 26).stxw(R10, -4, R4);
              b.call(ktimeGetNs()).mov(R6, R0);
              b.mov(R7, R6).sub(R7, 100_000_000);
              b.call(mapLookupElem(map(RateLimitPrograms.TIMES), stack(-4)));
              b.ifThen(
                  R0.eq(0),
                  t -> {
                    t.stdw(R10, -16, 0);
                    t.call(
                        mapUpdateElem(map(RateLimitPrograms.TIMES), stack(-4), stack(-16), imm(1)));
                    t.call(mapLookupElem(map(RateLimitPrograms.TIMES), stack(-4)));
                    t.ifThen(R0.eq(0), u -> u.mov(R0, XdpAction.PASS.value()).exit());
                  });
              b.mov(R8, R0);
              b.forRange(
                  R9,
                  0,
                  4,
                  t -> {
                    t.ldxdw(R0, R8, 0).mov(R3, R0).mov(R2, R0);
                    t.ifThen(R2.lt(R7), u -> u.mov(R2, R7));
                    t.add(R2, 1_000_000);
                    t.ifThen(R2.gt(R6), u -> u.mov(R0, XdpAction.DROP.value()).exit());
                    t.cmpxchg(R8, 0, R2);
                    t.ifThen(R0.eq(R3), u -> u.mov(R0, XdpAction.PASS.value()).exit());
                  });
              b.mov(R0, XdpAction.DROP.value()).exit();
            });
  }

  static ProgramDef dispatch() {
    return Definition.named("dispatch")
        .in("socket")
        .build(
            b -> {
              b.mov(R6, R1);
              b.ldabsb(23);
              b.callSubprogram("number_of", reg(R0));
              b.tailCall(reg(R6), map(DispatchPrograms.PROGRAMS), reg(R0));
              b.stw(R10, -4, 3);
              b.call(mapLookupElem(map(DispatchPrograms.COUNTS), stack(-4)));
              b.ifThen(R0.ne(0), t -> t.mov(R1, 1).atomicAdd(R0, 0, R1));
              b.mov(R0, 0).exit();
              b.subprogram(
                  "number_of",
                  f -> {
                    f.ifThen(R1.eq(6), t -> t.mov(R0, 1).exit());
                    f.ifThen(R1.eq(17), t -> t.mov(R0, 2).exit());
                    f.mov(R0, 0).exit();
                  });
            });
  }

  static ProgramDef handler(int number, int bytes) {
    return Definition.named("handler" + number)
        .in("socket")
        .build(
            b -> {
              b.stw(R10, -4, number);
              b.call(mapLookupElem(map(DispatchPrograms.COUNTS), stack(-4)));
              b.ifThen(R0.ne(0), t -> t.mov(R1, 1).atomicAdd(R0, 0, R1));
              b.mov(R0, bytes).exit();
            });
  }

  static ProgramDef rateLocked() {
    return Definition.named("rate_locked")
        .in("xdp")
        .since(5, 1)
        .build(
            b -> {
              b.load(R2, R1, XdpMd.DATA);
              b.load(R3, R1, XdpMd.DATA_END);
              b.mov(R4, R2).add(R4, 34);
              b.ifThen(R4.gt(R3), t -> t.mov(R0, XdpAction.PASS.value()).exit());
              b.ldxh(R4, R2, 12).be16(R4);
              b.ifThen(R4.ne(0x0800), t -> t.mov(R0, XdpAction.PASS.value()).exit());
              b.ldxw(R4, R2, 26).stxw(R10, -4, R4);
              b.call(ktimeGetNs()).mov(R6, R0);
              b.call(mapLookupElem(map(RateLimitPrograms.BUCKETS), stack(-4)));
              b.ifThen(
                  R0.eq(0),
                  t -> {
                    t.stdw(R10, -32, 0).stdw(R10, -24, 0).stdw(R10, -16, 0);
                    t.call(
                        mapUpdateElem(
                            map(RateLimitPrograms.BUCKETS), stack(-4), stack(-32), imm(1)));
                    t.call(mapLookupElem(map(RateLimitPrograms.BUCKETS), stack(-4)));
                    t.ifThen(R0.eq(0), u -> u.mov(R0, XdpAction.PASS.value()).exit());
                  });
              b.mov(R7, R0);
              b.mov(R8, XdpAction.DROP.value());
              b.call(spinLock(at(R7, 0)));
              b.ldxdw(R1, R7, 16); // since
              b.sub(R6, R1).div(R6, 1_000_000);
              b.ldxdw(R2, R7, 8).add(R2, R6); // the tokens, with those that came
              b.mul(R6, 1_000_000).add(R1, R6).stxdw(R7, 16, R1);
              b.ifThen(R2.sgt(100), t -> t.mov(R2, 100));
              b.ifThen(R2.sgt(0), t -> t.sub(R2, 1).mov(R8, XdpAction.PASS.value()));
              b.stxdw(R7, 8, R2);
              b.call(spinUnlock(at(R7, 0)));
              b.mov(R0, R8).exit();
            });
  }
}
