package io.github.pppvpn.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** What happens to bytes on a bad way, or in a bad mind. */
public enum Mutation {
  FLIP {
    @Override
    public byte[] apply(byte[] in, Random random) {
      byte[] out = in.clone();
      if (out.length > 0) {
        out[random.nextInt(out.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return out;
    }
  },
  FLIP_NEAR_THE_START {
    @Override
    public byte[] apply(byte[] in, Random random) {
      byte[] out = in.clone();
      if (out.length > 0) {
        out[random.nextInt(Math.min(20, out.length))] ^= (byte) (1 << random.nextInt(8));
      }
      return out;
    }
  },
  SET_16_BITS {
    @Override
    public byte[] apply(byte[] in, Random random) {
      byte[] out = in.clone();
      if (out.length >= 2) {
        int value = random.nextBoolean() ? random.nextInt(0x10000) : random.nextInt(40);
        ByteBuffer.wrap(out).putShort(random.nextInt(out.length - 1), (short) value);
      }
      return out;
    }
  },
  TRUNCATE {
    @Override
    public byte[] apply(byte[] in, Random random) {
      return Arrays.copyOf(in, random.nextInt(in.length + 1));
    }
  },
  EXTEND {
    @Override
    public byte[] apply(byte[] in, Random random) {
      return Arrays.copyOf(in, in.length + random.nextInt(40));
    }
  },
  CUT_OUT {
    @Override
    public byte[] apply(byte[] in, Random random) {
      int from = random.nextInt(in.length + 1);
      int to = from + random.nextInt(in.length - from + 1);
      byte[] out = Arrays.copyOf(in, in.length - (to - from));
      System.arraycopy(in, to, out, from, in.length - to);
      return out;
    }
  };

  public abstract byte[] apply(byte[] in, Random random);
}
