/**
 * Blocks of linear memory for prepared sources, requests and working space.
 *
 * Sizes are rounded up to powers of two and a freed block is handed out again to the next of its size, so memory
 * grows to the largest set of blocks alive at once and stays there.
 */

const LEAST_CLASS: i32 = 6; // 64 bytes
const CLASSES: i32 = 32;
const HEADER: usize = 8; // holds the class; keeps blocks aligned to eight bytes

/** The first free block of each size class; a free block's first word is the next one. */
const freeBlocks = memory.data(CLASSES * 4, 8);

// Where another allocator owns the heap (as in the unit tests) this one lives in a block of it.
let end: usize = ASC_RUNTIME == 0 ? __heap_base : heap.alloc(1 << 20);

/** A block of at least `size` bytes, aligned to eight; 0 when memory cannot grow that far. Contents are undefined. */
export function allocate(size: usize): usize {
  if (size > 0x3fffffff) return 0;
  const whole = (max(size, 56) + HEADER - 1) as u32;
  const sizeClass = max(LEAST_CLASS, 32 - (clz(whole) as i32));
  const head = freeBlocks + (sizeClass << 2);
  let block: usize = load<u32>(head);
  if (block != 0) {
    store<u32>(head, load<u32>(block));
    return block;
  }
  block = end + HEADER;
  const next: usize = end + ((1 as usize) << sizeClass);
  const pages = ((next + 0xffff) >>> 16) as i32;
  if (next < end || (pages > memory.size() && memory.grow(pages - memory.size()) < 0)) return 0;
  end = next;
  store<i32>(block - HEADER, sizeClass);
  return block;
}

/** Gives a block back. */
export function release(block: usize): void {
  if (block == 0) return;
  const head = freeBlocks + (load<i32>(block - HEADER) << 2);
  store<u32>(block, load<u32>(head));
  store<u32>(head, block as u32);
}
