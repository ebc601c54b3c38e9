/** A file cut into numbered blocks; the store joins them in the order of the list we complete with. */
export interface BlockPlan {
  id: string;
  start: number;
  end: number;
}

/** Block ids are base64 and, within one blob, all of one length: the store insists on it. */
export const blockId = (index: number) => btoa(String(index).padStart(6, "0"));

export function planBlocks(size: number, blockSize: number): BlockPlan[] {
  const count = Math.max(1, Math.ceil(size / blockSize));
  return Array.from({ length: count }, (_, i) => ({
    id: blockId(i),
    start: i * blockSize,
    end: Math.min(size, (i + 1) * blockSize),
  }));
}

/** What the store hasn't got yet; a block of another length (cut off on its way) counts as missing. */
export function missingBlocks(plan: BlockPlan[], stored: { id: string; length: number }[]): BlockPlan[] {
  const lengths = new Map(stored.map((block) => [block.id, block.length]));
  return plan.filter(({ id, start, end }) => lengths.get(id) !== end - start);
}
