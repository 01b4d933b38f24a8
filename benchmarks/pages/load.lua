-- Asks for the addresses in the file named by $PATHS, one after the other, and tells what wrk
-- measured as one line: requests a second, p50, p95 and p99 in ms, answers that were not 2xx.
local paths, at, odd = {}, 0, 0
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end

request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end

local threads = {}
setup = function(thread) threads[#threads + 1] = thread end
init = function() failed = 0 end
response = function(status) if status ~= 200 then failed = failed + 1 end end

done = function(summary, latency)
  for _, thread in ipairs(threads) do odd = odd + (thread:get("failed") or 0) end
  io.write(string.format("RESULT %.0f %.1f %.1f %.1f %d\n",
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1000,
    latency:percentile(95) / 1000, latency:percentile(99) / 1000, odd))
end
