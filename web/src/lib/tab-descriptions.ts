/**
 * One or two sentences under each tab's heading. Here and not in the tabs, because the server sends them before a tab's
 * code is loaded: the largest text of the first paint then stays the largest.
 */
export const tabDescriptions = {
  single: "Choose a day, a location and time slots. Each slot becomes one booking in the queue.",
  multi: "Several hours in a row, at the best location that is free, with several accounts.",
  live: "What is attempted next, what the facility has, and how the last attempts went.",
  upcoming: "Pending and confirmed bookings, soonest first. Each stays here until its slot begins.",
  history: "All bookings with their outcome, also those that failed or were cancelled.",
  statistics: "How many bookings were made, how many the facility confirmed, and when it is busiest.",
  accounts: "The accounts that bookings are made with. Every tab works with the account in use.",
} as const;
