-- One address over and over.
package.path = os.getenv("BENCH_LUA") .. "/?.lua;" .. package.path
done = require("common").done
