/** Bytes per second over the last seconds; a long average would hide that the line has slowed down. */
export class Speedometer {
  private samples: { at: number; bytes: number }[] = [];

  constructor(private readonly windowMs = 8_000) {}

  add(at: number, bytes: number): void {
    this.samples.push({ at, bytes });
    while (this.samples.length > 2 && at - (this.samples[0]?.at ?? at) > this.windowMs) this.samples.shift();
  }

  /** Null until there is enough to tell. */
  get bytesPerSecond(): number | null {
    const first = this.samples[0];
    const last = this.samples.at(-1);
    if (!first || !last || last.at - first.at < 400) return null;
    return Math.max(0, ((last.bytes - first.bytes) / (last.at - first.at)) * 1000);
  }
}
