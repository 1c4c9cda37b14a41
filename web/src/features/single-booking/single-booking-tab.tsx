import { BookingForm } from "./components/booking-form";
import { PageHeading } from "@/components/page-heading";

export default function SingleBookingTab() {
  return (
    <>
      <PageHeading title="Single Booking">
        Choose a day, a location and time slots. Each slot becomes one booking in the queue.
      </PageHeading>
      <BookingForm />
    </>
  );
}
