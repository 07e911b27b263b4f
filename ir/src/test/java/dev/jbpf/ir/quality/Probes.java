package dev.jbpf.ir.quality;

import dev.jbpf.ir.IrModule;
import dev.jbpf.ir.StackObject;
import dev.jbpf.ir.Type;
import dev.jbpf.ir.Value;
import dev.jbpf.ir.build.FunctionBuilder;
import dev.jbpf.ir.build.LocalVariable;
import dev.jbpf.ir.build.ModuleBuilder;
import dev.jbpf.kernel.Helper;
import java.nio.ByteOrder;

/** The programs that are in the folder {@code quality} in C, a line of C a line here. */
final class Probes {
  private Probes() {}

  static IrModule parse() {
    ModuleBuilder m = new ModuleBuilder();
    FunctionBuilder f = m.function("main", Type.U32, Type.CONTEXT);
    Value ctx = f.parameter(0);
    Value data = f.retype(f.cast(f.load(Type.U32, ctx, 0), Type.U64), Type.PACKET),
        end = f.retype(f.cast(f.load(Type.U32, ctx, 4), Type.U64), Type.PACKET_END);
    f.ifThen(f.gt(f.offset(data, 34), end), () -> f.ret(2));
    f.ifThen(f.ne(f.load(Type.U16, data, 12, ByteOrder.BIG_ENDIAN), 0x800), () -> f.ret(2));
    Value ihl = f.mul(f.cast(f.and(f.load(Type.U8, data, 14), 15), Type.U32), 4);
    f.ifThen(f.lt(ihl, 20), () -> f.ret(1));
    Value l4 = f.offset(f.offset(data, 14), f.cast(ihl, Type.U64));
    f.ifThen(f.gt(f.offset(l4, 4), end), () -> f.ret(1));
    Value key = f.cast(f.load(Type.U8, data, 23), Type.U32);
    StackObject k = f.stackObject("key", 4, 4);
    f.store(key, f.address(k), 0);
    Value v = f.call(Helper.MAP_LOOKUP_ELEM, f.map("counts"), f.address(k));
    f.ifThen(f.ne(v, 0), () -> f.atomicAdd(v, 0, f.constant(1)));
    f.ifThen(
        f.eq(key, 17).and(f.eq(f.load(Type.U16, l4, 2, ByteOrder.BIG_ENDIAN), 53)), () -> f.ret(1));
    f.ret(2);
    return m.finish();
  }

  static Value log2(FunctionBuilder f, Value x) {
    Value r = f.shl(f.cast(f.value(f.gt(x, 0xffff)), Type.U32), 4);
    Value v = f.shr(x, r);
    Value s = f.shl(f.cast(f.value(f.gt(v, 0xff)), Type.U32), 3);
    v = f.shr(v, s);
    r = f.or(r, s);
    s = f.shl(f.cast(f.value(f.gt(v, 0xf)), Type.U32), 2);
    v = f.shr(v, s);
    r = f.or(r, s);
    s = f.shl(f.cast(f.value(f.gt(v, 0x3)), Type.U32), 1);
    v = f.shr(v, s);
    r = f.or(r, s);
    return f.or(r, f.shr(v, 1));
  }

  static IrModule hist() {
    ModuleBuilder m = new ModuleBuilder();
    FunctionBuilder f = m.function("main", Type.U32, Type.CONTEXT);
    StackObject id = f.stackObject("id", 8);
    f.store(f.call(Helper.GET_CURRENT_PID_TGID), f.address(id), 0);
    Value t = f.call(Helper.MAP_LOOKUP_ELEM, f.map("start"), f.address(id));
    f.ifThen(f.eq(t, 0), () -> f.ret(0));
    Value delta = f.div(f.sub(f.call(Helper.KTIME_GET_NS, Type.U64), f.load(Type.U64, t, 0)), 1000);
    StackObject zero = f.stackObject("zero", 4, 4);
    f.store(Type.U32, 0, f.address(zero), 0);
    Value h = f.call(Helper.MAP_LOOKUP_ELEM, f.map("hists"), f.address(zero));
    f.ifThen(
        f.ne(h, 0),
        () -> {
          LocalVariable slot = f.variable("slot", log2(f, f.cast(delta, Type.U32)));
          f.ifThen(f.ge(f.get(slot), 32), () -> f.set(slot, f.constant(Type.U32, 31)));
          f.atomicAdd(
              f.offset(h, f.mul(f.cast(f.get(slot), Type.U64), 4)), 0, f.constant(Type.U32, 1));
        });
    f.call(Helper.MAP_DELETE_ELEM, f.map("start"), f.address(id));
    f.ret(0);
    return m.finish();
  }

  static IrModule exec() {
    ModuleBuilder m = new ModuleBuilder();
    FunctionBuilder f = m.function("main", Type.U32, Type.CONTEXT);
    Value e =
        f.call(
            Helper.RINGBUF_RESERVE,
            Type.RING_RECORD.orNull(),
            f.map("events"),
            f.constant(104),
            f.constant(0));
    f.ifThen(f.eq(e, 0), () -> f.ret(0));
    f.store(f.cast(f.shr(f.call(Helper.GET_CURRENT_PID_TGID, Type.U64), 32), Type.U32), e, 0);
    f.store(Type.U32, 0, e, 4);
    f.store(f.cast(f.call(Helper.GET_CURRENT_UID_GID), Type.U32), e, 8);
    f.store(f.call(Helper.KTIME_GET_NS), e, 16);
    f.call(Helper.GET_CURRENT_COMM, f.offset(e, 24), f.constant(16));
    f.call(
        Helper.PROBE_READ_USER_STR,
        f.offset(e, 40),
        f.constant(64),
        f.load(Type.U64, f.parameter(0), 16));
    f.call(Helper.RINGBUF_SUBMIT, e, f.constant(0));
    f.ret(0);
    return m.finish();
  }

  static IrModule csum() {
    ModuleBuilder m = new ModuleBuilder();
    FunctionBuilder f = m.function("main", Type.U32, Type.CONTEXT);
    Value ctx = f.parameter(0);
    Value data = f.retype(f.cast(f.load(Type.U32, ctx, 0), Type.U64), Type.PACKET),
        end = f.retype(f.cast(f.load(Type.U32, ctx, 4), Type.U64), Type.PACKET_END);
    f.ifThen(f.gt(f.offset(data, 34), end), () -> f.ret(2));
    LocalVariable sum = f.variable("sum", f.constant(0));
    f.times(
        10,
        i ->
            f.update(
                sum,
                s ->
                    f.add(
                        s,
                        f.cast(
                            f.load(Type.U16, f.offset(f.offset(data, 14), f.mul(i, 2)), 0),
                            Type.U64))));
    Value s = f.get(sum);
    s = f.add(f.shr(s, 16), f.and(s, 0xffff));
    s = f.add(s, f.shr(s, 16));
    Value old = f.load(Type.U16, data, 24);
    f.ifThen(f.ne(f.cast(f.not(s), Type.U16), 0), () -> f.ret(1));
    f.store(f.add(old, 1), data, 24);
    f.ret(3);
    return m.finish();
  }
}
