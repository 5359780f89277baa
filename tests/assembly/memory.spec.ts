import { allocate, release } from "../../assembly/memory";

describe("allocate", () => {
  it("gives blocks aligned to eight bytes that do not overlap", () => {
    const sizes: StaticArray<i32> = [0, 1, 55, 56, 57, 64, 100, 1000, 4095, 4096, 20000];
    const blocks = new StaticArray<usize>(sizes.length);
    for (let i = 0; i < sizes.length; i++) {
      const block = allocate(sizes[i]);
      expect(block != 0).toBe(true);
      expect(block & 7).toBe(0);
      memory.fill(block, i as u8, sizes[i]);
      blocks[i] = block;
    }
    let spoilt = 0;
    for (let i = 0; i < sizes.length; i++) {
      for (let j = 0; j < sizes[i]; j++) if (load<u8>(blocks[i] + j) != i) spoilt += 1;
      release(blocks[i]);
    }
    expect(spoilt).toBe(0);
  });

  it("hands a freed block out again to the next of its size", () => {
    const first = allocate(1000);
    const second = allocate(1000);
    release(first);
    release(second);
    expect(allocate(900)).toBe(second);
    expect(allocate(1015)).toBe(first);
    release(first);
    release(second);
  });

  it("does not grow over many pairs of whatever size", () => {
    const warm = allocate(5000);
    release(warm);
    for (let size = 1; size <= 5000; size += 7) release(allocate(size));
    const pages = memory.size();
    for (let i = 0; i < 200000; i++) {
      const a = allocate((i * 37) % 5000);
      release(a);
    }
    expect(memory.size()).toBe(pages);
  });

  it("says 0 for what cannot be had, and has harmed nothing", () => {
    expect(allocate(0x40000000)).toBe(0);
    expect(allocate(0xffffffff)).toBe(0);
    const block = allocate(100);
    expect(block != 0).toBe(true);
    release(block);
  });

  it("takes 0 back, which is none", () => {
    release(0);
    const block = allocate(64);
    expect(block != 0).toBe(true);
    release(block);
  });
});
