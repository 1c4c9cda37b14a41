import { watchConnectRequests } from "@/lib/connect-request";
import { followTranslatedText } from "@/lib/translated-text";

// Next runs this file before its router copies the address, and before it hydrates the page.
watchConnectRequests();
followTranslatedText();
