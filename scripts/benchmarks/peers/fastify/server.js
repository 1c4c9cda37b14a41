// The bridge's five booking actions on Fastify and better-sqlite3, on processes that share the port.

import cluster from "node:cluster";
import Fastify from "fastify";
import { actions, Refusal } from "./actions.js";

const timestamp = { type: "string" };
const optional = { type: ["string", "null"] };
const booking = {
  type: "object",
  properties: {
    id: { type: "integer" },
    account_id: { type: "integer" },
    booking_date: { type: "string" },
    time_slot: { type: "string" },
    location: { type: "string" },
    sub_location: optional,
    status: { type: "string" },
    booking_reference: optional,
    error_message: optional,
    retry_interval: { type: "integer" },
    auto_retry: { type: "boolean" },
    created_at: timestamp,
    updated_at: timestamp,
  },
};
// With the schema of its answers Fastify compiles a serialiser of its own, which is faster than JSON.stringify.
const answer = {
  type: "object",
  properties: {
    success: { type: "boolean" },
    booking,
    bookings: { type: "array", items: booking },
    count: { type: "integer" },
  },
};

if (cluster.isPrimary) {
  for (let number = 0; number < Number(process.env.PROCESSES); number += 1) cluster.fork();
  process.on("SIGTERM", () => process.exit());
} else {
  const app = Fastify({ logger: false });
  app.setErrorHandler((error, _request, reply) => {
    const { status, code, message } = error instanceof Refusal ? error : { status: 500, code: "internal", message: error.message };
    return reply.code(status).send({ success: false, error: message, message, code });
  });
  app.post("/api/python/bookings", { schema: { response: { "2xx": answer } } }, (request, reply) => {
    const action = actions[request.body.action];
    if (!action) throw new Refusal(400, "unknown_action", "There is no such action.");
    const [status, members] = action(request.body);
    reply.code(status).send({ success: true, ...members });
  });
  await app.listen({ host: "127.0.0.1", port: Number(process.env.PORT) });
}
