export const product = {
  name: "Booking Management",
  description: "Book Fitness, X1 and X3 slots, follow each booking, and keep its history.",
} as const;
