const money = new Intl.NumberFormat(undefined, { style: "currency", currency: "USD" });

export const dollars = (cents: number) => money.format(cents / 100);

const whole = new Intl.NumberFormat();

/** A limit; none is no limit. */
export const upTo = (n: number | null, one: string, many = `${one}s`) =>
  n === null ? `Any number of ${many}` : n === 1 ? `1 ${one}` : `${whole.format(n)} ${many}`;

/** 2 GB, 1 TB: storage is sold by the power of 1024. */
export function storage(bytes: number): string {
  const gigabytes = bytes / 1024 ** 3;
  return gigabytes >= 1024 ? `${whole.format(gigabytes / 1024)} TB` : `${whole.format(gigabytes)} GB`;
}
