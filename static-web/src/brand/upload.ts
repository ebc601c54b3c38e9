import { ApiError } from "../api/http";
import type { BrandType } from "../api/types";
import { workspace } from "../api/workspace";
import { planBlocks } from "../uploads/blocks";
import { patiently } from "../uploads/patience";
import { putBlock } from "../uploads/putBlock";
import { transfer } from "../uploads/transfer";

/** A file goes straight into storage, as videos do; the server looks at it only when all of it is there. */
export async function upload(
  file: File,
  type: BrandType,
  name: string,
  licence: string | null,
  onProgress: (sent: number) => void,
): Promise<void> {
  const { entry, upload: target } = await workspace.addToBrand({
    type,
    name,
    fileName: file.name,
    sizeBytes: file.size,
    licence,
  });
  if (!target) return;
  const plan = planBlocks(file.size, target.blockSizeBytes);
  const { signal } = new AbortController();
  try {
    await transfer({
      file,
      url: target.url,
      missing: plan,
      put: putBlock,
      renew: () => Promise.reject(new ApiError(0, "link_expired", "The upload took too long. Try again.")),
      onProgress,
      signal,
    });
  } catch (error) {
    await workspace.removeFromBrand(entry.id).catch(() => {});
    throw error;
  }
  const blockIds = plan.map((block) => block.id);
  await patiently(() => workspace.completeBrand(entry.id, blockIds), signal);
}
