package.path = os.getenv("BENCH_LUA") .. "/?.lua;" .. package.path
local common = require("common")
setup, init, done = common.setup, common.init, common.done
request = common.list
