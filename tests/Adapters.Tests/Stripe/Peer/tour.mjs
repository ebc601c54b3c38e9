// In: { address, key, tour }. Drives the stand-in at address with Stripe's own client; out: what a test wants to look at.
import Stripe from 'stripe';
import { readInput } from './io.mjs';

const { address, key, tour } = await readInput();

// The client has no option for a path before /v1.
const http = Stripe.createFetchHttpClient((url, init) => {
  const { pathname, search } = new URL(url);
  return fetch(new URL(`.${pathname}${search}`, address), init);
});
const client = (apiKey) => new Stripe(apiKey, { httpClient: http, maxNetworkRetries: 0, telemetry: false });
const stripe = client(key);

// What the person on a hosted page does.
const decide = async (url, decision) => {
  const reply = await fetch(url, { method: 'POST', redirect: 'manual', body: new URLSearchParams(decision) });
  return { status: reply.status, location: reply.headers.get('location') };
};

const sessionFor = (customer, mode, price, more = {}) => stripe.checkout.sessions.create({
  mode,
  customer: customer.id,
  line_items: [{ price: price.id, quantity: 1 }],
  success_url: 'https://app.test/ok?s={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://app.test/no',
  metadata: { organisation: 'org-1' },
  ...more,
});

const errorOf = async (work) => {
  try {
    await work();
    return null;
  } catch (e) {
    return { name: e.constructor.name, type: e.rawType, code: e.code ?? null, param: e.param ?? null, status: e.statusCode, requestId: e.requestId };
  }
};

const tours = {
  async pack() {
    const customer = await stripe.customers.create({ email: 'mara@example.com', metadata: { organisation: 'org-1' } });
    const product = await stripe.products.create({ name: '10 credits' });
    const price = await stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 500 });
    const session = await sessionFor(customer, 'payment', price, { payment_intent_data: { metadata: { organisation: 'org-1' } } });
    const way = await decide(session.url, { decision: 'pay' });
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items', 'payment_intent.latest_charge', 'customer'] });
    const refund = await stripe.refunds.create({ payment_intent: done.payment_intent.id, amount: 200 });
    const charge = await stripe.charges.retrieve(done.payment_intent.latest_charge.id, { expand: ['refunds'] });
    const events = [];
    for await (const event of stripe.events.list({ limit: 2 })) events.push(event.type);
    return { way, session, done, refund, charge, events, version: session.lastResponse.apiVersion, requestId: session.lastResponse.requestId };
  },

  async subscription() {
    const customer = await stripe.customers.create({ email: 'mara@example.com' });
    const product = await stripe.products.create({ name: 'Pro' });
    const price = await stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 999, recurring: { interval: 'month' } });
    const session = await sessionFor(customer, 'subscription', price, { subscription_data: { metadata: { tier: 'pro' } } });
    await decide(session.url, { decision: 'pay' });
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription.latest_invoice', 'invoice.payments'] });
    const portal = await stripe.billingPortal.sessions.create({ customer: customer.id, return_url: 'https://app.test/billing' });
    const page = await decide(portal.url, { decision: 'cancel', subscription: done.subscription.id });
    const cancelled = await stripe.subscriptions.retrieve(done.subscription.id);
    const ended = await stripe.subscriptions.cancel(done.subscription.id);
    const listed = await stripe.subscriptions.list({ customer: customer.id });
    const all = await stripe.subscriptions.list({ customer: customer.id, status: 'all' });
    const invoices = await stripe.invoices.list({ subscription: done.subscription.id });
    return { done, page, cancelled, ended, listed: listed.data.length, all: all.data.length, invoices: invoices.data.length };
  },

  async errors() {
    const create = (email, idempotencyKey) => stripe.customers.create({ email }, { idempotencyKey });
    const first = await create('a@example.com', 'wish-1');
    const again = await create('a@example.com', 'wish-1');
    return {
      sameObject: first.id === again.id,
      replayed: again.lastResponse.headers.get('idempotent-replayed'),
      reused: await errorOf(() => create('b@example.com', 'wish-1')),
      wrongKey: await errorOf(() => client('sk_test_other').customers.list()),
      missing: await errorOf(() => stripe.customers.retrieve('cus_none')),
      noPrice: await errorOf(() => sessionFor(first, 'payment', { id: 'price_x' })),
      unknown: await errorOf(() => stripe.customers.create({ colour: 'red' })),
      noSuccessUrl: await errorOf(() => sessionFor(first, 'payment', { id: 'price_x' }, { success_url: undefined })),
    };
  },
};

console.log(JSON.stringify(await tours[tour]()));
