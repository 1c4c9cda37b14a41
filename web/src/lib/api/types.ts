import { type components, enums, limits } from "./generated";

type Schemas = components["schemas"];

/** The bridge's actions. */
export type Action = {
  [Name in keyof Schemas]: Schemas[Name] extends { action: infer Value extends string }
    ? Value
    : never;
}[keyof Schemas];

export type Account = Schemas["Account"];
export type AccountLog = Schemas["AccountLog"];
export type AccountStats = Schemas["AccountStats"];
export type Attempt = Schemas["Attempt"];
export type AttemptKind = Schemas["AttemptKind"];
export type Booking = Schemas["Booking"];
export type BookingLog = Schemas["BookingLog"];
export type BookingStatistics = Schemas["BookingStatistics"];
export type BookingStatus = Schemas["Status"];
export type Engine = Schemas["EngineStatus"];
export type ErrorBody = Schemas["ErrorBody"];
export type ErrorCode = Schemas["ErrorCode"];
export type Explanation = Schemas["Explanation"];
export type GroupBy = Schemas["GroupBy"];
export type Facility = Schemas["Facility"];
export type NoticeChannel = Schemas["ChannelStatus"];
export type Location = Schemas["Location"];
export type Outcome = Schemas["Outcome"];
export type Plan = Schemas["Plan"];
export type PlanPart = Schemas["PlanPart"];
export type PlanRun = Schemas["PlanRun"];
export type PlanState = Schemas["PlanState"];
export type Slot = Schemas["Slot"];
export type SlotConflict = Schemas["SlotConflict"];
export type SubLocation = Schemas["SubLocation"];

export type CreateBookingResponse = Schemas["CreateBookingResponse"];
export type CancelBookingResponse = Schemas["CancelBookingResponse"];
export type GetBookingResponse = Schemas["GetBookingResponse"];
export type GetBookingsResponse = Schemas["GetBookingsResponse"];
export type GetBookingLogsResponse = Schemas["GetBookingLogsResponse"];
export type GetUpcomingBookingsResponse = Schemas["GetUpcomingBookingsResponse"];
export type GetBookingStatisticsResponse = Schemas["GetBookingStatisticsResponse"];
export type AddAccountResponse = Schemas["AddAccountResponse"];
export type UpdateAccountResponse = Schemas["UpdateAccountResponse"];
export type DeleteAccountResponse = Schemas["DeleteAccountResponse"];
export type GetAccountsResponse = Schemas["GetAccountsResponse"];
export type AccountSummary = Schemas["AccountSummary"];
export type FindBookingsResponse = Schemas["FindBookingsResponse"];
export type GetAccountSummariesResponse = Schemas["GetAccountSummariesResponse"];
export type GetAccountStatsResponse = Schemas["GetAccountStatsResponse"];
export type GetAccountLogsResponse = Schemas["GetAccountLogsResponse"];
export type CreateCalendarLinkResponse = Schemas["CreateCalendarLinkResponse"];
export type RevokeCalendarLinkResponse = Schemas["RevokeCalendarLinkResponse"];
export type SetAccountTokenResponse = Schemas["SetAccountTokenResponse"];
export type GetAttemptsResponse = Schemas["GetAttemptsResponse"];
export type AttemptNowResponse = Schemas["AttemptNowResponse"];
export type ExplainBookingResponse = Schemas["ExplainBookingResponse"];
export type GetEngineResponse = Schemas["GetEngineResponse"];
export type SetEngineResponse = Schemas["SetEngineResponse"];
export type CreatePlanResponse = Schemas["CreatePlanResponse"];
export type PreviewPlanResponse = Schemas["PreviewPlanResponse"];
export type GetPlansResponse = Schemas["GetPlansResponse"];
export type GetPlanResponse = Schemas["GetPlanResponse"];
export type CancelPlanResponse = Schemas["CancelPlanResponse"];
export type GetSlotsResponse = Schemas["GetSlotsResponse"];
export type GetNoticeSettingsResponse = Schemas["GetNoticeSettingsResponse"];
export type SendTestNoticeResponse = Schemas["SendTestNoticeResponse"];
export type GetFacilityResponse = Schemas["GetFacilityResponse"];

export const bookingStatuses = enums.Status;
export const locations = enums.Location;
export const subLocations = enums.SubLocation;

/** The limits of the form fields. */
export const bounds = {
  netid: limits.AddAccountRequest.netid,
  password: limits.AddAccountRequest.password,
  token: limits.SetAccountTokenRequest.token,
  retryInterval: limits.CreateBookingRequest.retry_interval,
  timeSlots: limits.CreateBookingRequest.time_slots,
};
