package dev.jbpf.map;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.UndeclaredThrowableException;
import java.nio.ByteBuffer;

/** What {@link RecordCodec} makes a copy of for each type of record; never initialized itself. */
final class ConstantRecordCodec<R extends Record> extends RecordCodec<R> {
  /** {@code (Record, ByteBuffer, int)void} */
  private static final MethodHandle ENCODE = handle(0);

  /** {@code (ByteBuffer, int)Record} */
  private static final MethodHandle DECODE = handle(1);

  ConstantRecordCodec(RecordLayout layout) {
    super(layout);
  }

  private static MethodHandle handle(int index) {
    try {
      return MethodHandles.classDataAt(MethodHandles.lookup(), "_", MethodHandle.class, index);
    } catch (IllegalAccessException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @Override
  public void encode(R value, ByteBuffer out, int at) {
    try {
      ENCODE.invokeExact((Record) value, out, at);
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
      return (R) (Record) DECODE.invokeExact(in, at);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new UndeclaredThrowableException(e);
    }
  }
}
