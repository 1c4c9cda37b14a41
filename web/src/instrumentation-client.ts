import { watchConnectRequests } from "@/lib/connect-request";

// Next runs this file before its router copies the address.
watchConnectRequests();
