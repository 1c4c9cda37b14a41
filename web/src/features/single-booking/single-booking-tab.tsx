import { BookingForm } from "./components/booking-form";
import { PageHeading } from "@/components/page-heading";

export default function SingleBookingTab() {
  return (
    <>
      <PageHeading title="Single Booking">
        Pick a day, a place and hours. Each hour becomes one booking in the queue.
      </PageHeading>
      <BookingForm />
    </>
  );
}
