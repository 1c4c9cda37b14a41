-- One request over and over: the first argument is its body, in which "%d" becomes a number up to the second one.
package.path = os.getenv("BENCH_LUA") .. "/?.lua;" .. package.path
done = require("common").done

local body, highest

function init(arguments)
  math.randomseed(7)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  body, highest = arguments[1], tonumber(arguments[2])
end

function request()
  return wrk.format(nil, nil, nil, string.format(body, math.random(highest)))
end
