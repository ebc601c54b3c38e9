import { expect, test } from "vitest";
import { plainly, viewers } from "./privacy";

test("plainly_PlatformsWords_ArePutAsPeopleSayThem", () => {
  expect(plainly("Can't post as PUBLIC_TO_EVERYONE. Choose: SELF_ONLY.")).toBe(
    "Can't post as “Everyone”. Choose: “Only you”.",
  );
});

test("viewers_UnknownWord_IsShownAsItIs", () => {
  expect(viewers("SUBSCRIBERS")).toBe("SUBSCRIBERS may see it");
});
