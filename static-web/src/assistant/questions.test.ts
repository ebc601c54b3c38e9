import { expect, test } from "vitest";
import type { Turn } from "../api/types";
import { openQuestions } from "./questions";

const asked = (actionId: string, expiresAt = "2026-11-30T12:10:00Z") => ({
  actionId,
  tool: "delete_video",
  question: "Delete it?",
  expiresAt,
});
const turn = (change: Partial<Turn>) => ({ confirmations: [], decision: null, ...change }) as unknown as Turn;

test("a question is open until it is answered or too old", () => {
  const turns = [
    turn({ confirmations: [asked("a"), asked("b"), asked("c", "2026-11-30T11:59:00Z")] }),
    turn({ decision: { actionId: "b", approved: false } }),
  ];
  expect(openQuestions(turns, Date.parse("2026-11-30T12:00:00Z")).map((q) => q.actionId)).toEqual(["a"]);
});
