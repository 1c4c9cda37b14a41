-- Requests for wrk. Arguments: START STEP, then SHARE BODY HIGHEST for each kind of request (see load.py).
local CREATE = '{"action":"create_booking","account_id":%d,"booking_date":"%s","time_slots":["%02d:00","%02d:00"],'
  .. '"location":"X1","sub_location":"A"}'
local FIRST_DAY, PAIRS = os.time({ year = 2040, month = 1, day = 1, hour = 12 }), 8
local requests, threads, place, step = {}, 0, 0, 1

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(arguments)
  math.randomseed(number)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  place, step = tonumber(arguments[1]) + number, tonumber(arguments[2])
  for i = 3, #arguments, 3 do
    table.insert(requests, { tonumber(arguments[i]), arguments[i + 1], tonumber(arguments[i + 2]) })
  end
end

-- Consecutive places belong to different accounts.
local function create(accounts)
  local hour = 6 + 2 * (math.floor(place / accounts) % PAIRS)
  local date = os.date("!%Y-%m-%d", FIRST_DAY + 86400 * math.floor(place / (accounts * PAIRS)))
  local body = CREATE:format(place % accounts + 1, date, hour, hour + 1)
  place = place + step
  return body
end

function request()
  local share = math.random(100)
  for _, kind in ipairs(requests) do
    share = share - kind[1]
    if share <= 0 then
      return wrk.format(nil, nil, nil, kind[2] == "create" and create(kind[3]) or kind[2]:format(math.random(kind[3])))
    end
  end
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  io.write(string.format('\nRESULT {"requests":%d,"us":%d,"failed":%d,"p50":%d,"p99":%d}\n',
    summary.requests, summary.duration, failed, latency:percentile(50), latency:percentile(99)))
end
