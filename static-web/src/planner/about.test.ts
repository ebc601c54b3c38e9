import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { afterEach, expect, test, vi } from "vitest";
import { AboutProject } from "./AboutProject";

afterEach(() => vi.unstubAllGlobals());

test("AboutProject_SaysWhatIsMissingWithTheFieldsForIt", () => {
  vi.stubGlobal("location", new URL("http://127.0.0.1/planner"));

  const shown = renderToStaticMarkup(createElement(AboutProject, { project: { id: "prj_1", name: "Main" } }));

  expect(shown).toContain("“Main” doesn’t say yet what it is about");
  expect(shown).toContain('href="/projects/prj_1"');
  expect(shown).toMatch(/<input[^>]*name="niche"/);
  expect(shown).toMatch(/<textarea[^>]*name="topics"/);
});
