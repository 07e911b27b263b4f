package dev.jbpf.map;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.ByteBuffer;

/** What {@link RecordCodec} makes a copy of for each type of record; never initialized itself. */
final class ConstantRecordCodec<R extends Record> extends RecordCodec<R> {
  /** {@code (Record, ByteBuffer, int)void} */
  private static final MutableCallSite ENCODER = site(0);

  /** {@code (ByteBuffer, int)Record} */
  private static final MutableCallSite DECODER = site(1);

  ConstantRecordCodec(RecordLayout layout) {
    super(layout);
  }

  private static MutableCallSite site(int index) {
    try {
      return MethodHandles.classDataAt(MethodHandles.lookup(), "_", MutableCallSite.class, index);
    } catch (IllegalAccessException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public void encode(R value, ByteBuffer out, int at) {
    try {
      ENCODER.getTarget().invokeExact((Record) value, out, at);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new UndeclaredThrowableException(e);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // the type that the handle was made for
  public R decode(ByteBuffer in, int at) {
    try {
      return (R) (Record) DECODER.getTarget().invokeExact(in, at);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new UndeclaredThrowableException(e);
    }
  }
}
