// In: [{ payload, secret, timestamp, scheme? }]. Out: the header that Stripe's own client makes for each.
import Stripe from 'stripe';
import { readInput } from './io.mjs';

const cases = await readInput();
console.log(JSON.stringify(cases.map((c) => Stripe.webhooks.generateTestHeaderString(c))));
