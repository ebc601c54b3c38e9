import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// `npm run dev` serves the page and hands the API through to a running backend, which takes orders from its own origin only.
const backend = process.env.SHORTLOOP_URL ?? "http://127.0.0.1:7071";

export default defineConfig({
  plugins: [react()],
  // Inlined data: URLs would need a wider content security policy than 'self'.
  build: { assetsInlineLimit: 0 },
  server: {
    host: "127.0.0.1",
    proxy: { "/api": { target: backend, headers: { origin: new URL(backend).origin } } },
  },
  test: { include: ["src/**/*.test.ts"] },
});
