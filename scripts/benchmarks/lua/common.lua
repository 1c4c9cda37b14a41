-- What every workload needs: the requests and the summary that wrk prints at the end.

local common = {}

local ACCOUNTS, BOOKINGS = 500, 100000
local PAIRS = { '"06:00","07:00"', '"08:00","09:00"', '"10:00","11:00"', '"12:00","13:00"',
                '"14:00","15:00"', '"16:00","17:00"', '"18:00","19:00"', '"20:00","21:00"' }
local DAYS, FIRST_DAY = 1000, os.time({ year = 2032, month = 1, day = 1, hour = 12 })
local PLACES = ACCOUNTS * #PAIRS * DAYS
-- Shares no factor with PLACES: multiplying by it visits every place once, in a scattered order.
local STRIDE = 7919

local dates, created, step = {}, 0, 1

function common.setup(thread)
  common.threads = (common.threads or 0) + 1
  thread:set("thread_number", common.threads)
end

-- The first argument says where in the order of places this run begins, so that no run books what another one has.
function common.init(arguments)
  math.randomseed(thread_number)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  for day = 0, DAYS - 1 do
    dates[day] = os.date("!%Y-%m-%d", FIRST_DAY + day * 86400)
  end
  created = tonumber(arguments[1]) + thread_number
  step = tonumber(arguments[2])
end

function common.get()
  return wrk.format(nil, nil, nil, string.format('{"action":"get_booking","booking_id":%d}', math.random(BOOKINGS)))
end

function common.list()
  return wrk.format(nil, nil, nil, string.format('{"action":"get_bookings","account_id":%d}', math.random(ACCOUNTS)))
end

function common.create()
  local place = (created * STRIDE) % PLACES
  created = created + step
  local account = place % ACCOUNTS + 1
  local pair = PAIRS[math.floor(place / ACCOUNTS) % #PAIRS + 1]
  local date = dates[math.floor(place / (ACCOUNTS * #PAIRS))]
  return wrk.format(nil, nil, nil, string.format(
    '{"action":"create_booking","account_id":%d,"booking_date":"%s","time_slots":[%s],"location":"X1","sub_location":"A"}',
    account, date, pair))
end

function common.done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\nRESULT {"requests":%d,"microseconds":%d,"bytes":%d,"failed":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.duration, summary.bytes,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout,
    latency:percentile(50), latency:percentile(99)))
end

return common
