package.path = os.getenv("BENCH_LUA") .. "/?.lua;" .. package.path
local common = require("common")
setup, init, done = common.setup, common.init, common.done

function request()
  local share = math.random(100)
  if share <= 70 then return common.get() end
  if share <= 90 then return common.list() end
  return common.create()
end
