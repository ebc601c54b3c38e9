import type { Confirmation, Turn } from "../api/types";

/** What the person has been asked and can still answer. */
export function openQuestions(turns: Turn[], now: number): Confirmation[] {
  const answered = new Set(turns.flatMap((turn) => (turn.decision ? [turn.decision.actionId] : [])));
  return turns
    .flatMap((turn) => turn.confirmations)
    .filter((asked) => !answered.has(asked.actionId) && Date.parse(asked.expiresAt) > now);
}
