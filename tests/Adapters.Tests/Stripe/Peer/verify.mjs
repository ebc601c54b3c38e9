// In: [{ payload, header, secret, now }], now in Unix seconds. Out: for each the event's type, or the name of the error that Stripe's own client throws.
import Stripe from 'stripe';
import { readInput } from './io.mjs';

const cases = await readInput();
console.log(JSON.stringify(cases.map((c) => {
  try {
    return Stripe.webhooks.constructEvent(c.payload, c.header, c.secret, 300, undefined, c.now * 1000).type;
  } catch (error) {
    return error.type ?? error.constructor.name;
  }
})));
