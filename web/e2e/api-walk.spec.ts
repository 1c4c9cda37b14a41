import { addAccount } from "./support/seed";
import { expect, test } from "./support/test";

test("the document's third walk: its curl commands, word for word", async ({ request, bridge }) => {
  await addAccount(bridge, "jdevries");
  const created = await request.post("/api/bookings", {
    headers: { "Content-Type": "application/json" },
    data: `{
    "accountId": 1,
    "date": "2025-11-20",
    "timeSlots": ["06:00", "07:00"],
    "location": "Fitness"
  }`,
  });
  expect(created.status()).toBe(201);
  const wanted = { account_id: 1, booking_date: "2025-11-20", location: "Fitness", status: "pending" };
  const bookings = [
    { ...wanted, id: 1, time_slot: "06:00:00" },
    { ...wanted, id: 2, time_slot: "07:00:00" },
  ];
  expect(await created.json()).toMatchObject({
    success: true,
    message: "Booking created! 2 slot(s) added to queue.",
    bookings,
  });

  const listed = await request.get("/api/bookings");
  expect(listed.status()).toBe(200);
  expect(await listed.json()).toMatchObject({ success: true, bookings, count: 2 });

  const cancelled = await request.delete("/api/bookings/1");
  expect(cancelled.status()).toBe(200);
  expect(await cancelled.json()).toMatchObject({ success: true, message: expect.any(String), booking: { id: 1 } });
  const after = await request.get("/api/bookings/1");
  expect(await after.json()).toMatchObject({ success: true, booking: { id: 1, status: "cancelled" } });

  const again = await request.delete("/api/bookings/1");
  expect(again.status()).toBe(409);
  expect(await again.json()).toMatchObject({ success: false, code: "invalid_transition" });
});
